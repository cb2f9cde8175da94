/** A text that may not have reached the server, kept on this device. */
export interface Draft {
  text: string
  /** The revision that it was typed on. */
  revision: number
  /** When it was last typed in. */
  at: string
}

/** The draft of one statement by one user. */
export class DraftStore {
  private readonly key: string

  constructor(user: string, statementId: string) {
    this.key = `control-push:draft:${user}:${statementId}`
  }

  read(): Draft | null {
    try {
      const draft: unknown = JSON.parse(window.localStorage.getItem(this.key) ?? 'null')
      return isDraft(draft) ? draft : null
    } catch {
      return null
    }
  }

  /** False when the browser has no room or forbids it. */
  write(text: string, revision: number): boolean {
    const draft: Draft = { text, revision, at: new Date().toISOString() }
    try {
      window.localStorage.setItem(this.key, JSON.stringify(draft))
      return true
    } catch {
      return false
    }
  }

  /** Drops the draft; with `text`, only if it still is that one: another tab may have written since. */
  clear(text?: string): void {
    if (text === undefined || this.read()?.text === text) window.localStorage.removeItem(this.key)
  }
}

function isDraft(value: unknown): value is Draft {
  if (typeof value !== 'object' || value === null) return false
  const { text, revision, at } = value as Record<string, unknown>
  return typeof text === 'string' && typeof revision === 'number' && typeof at === 'string'
}
