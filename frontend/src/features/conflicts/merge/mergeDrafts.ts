/** A merged text that is not saved yet. */
export interface MergeDraft {
  text: string
  from: MergeStart
  /** Which of ServiceNow's texts it was begun on. */
  remoteVersion: string
}

/** The text that the merge was begun with; `both`: the base with the changes of both sides. */
export type MergeStart = (typeof STARTS)[number]

const STARTS = ['local', 'remote', 'both'] as const

/** Per person and statement: it outlives a reload, a closed tab, a session that ended and a request that failed. */
function storageKey(user: string, statementId: string): string {
  return `push.merge.${user}.${statementId}`
}

export function loadDraft(user: string, statementId: string): MergeDraft | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(storageKey(user, statementId)) ?? 'null')
    return isDraft(draft) ? draft : null
  } catch {
    return null
  }
}

/** False when the browser has no room for it or forbids it. */
export function saveDraft(user: string, statementId: string, draft: MergeDraft): boolean {
  try {
    localStorage.setItem(storageKey(user, statementId), JSON.stringify(draft))
    return true
  } catch {
    return false
  }
}

export function dropDraft(user: string, statementId: string): void {
  localStorage.removeItem(storageKey(user, statementId))
}

function isDraft(value: unknown): value is MergeDraft {
  if (typeof value !== 'object' || value === null) return false
  const { text, from, remoteVersion } = value as Record<string, unknown>
  return (
    typeof text === 'string' && typeof remoteVersion === 'string' && STARTS.some((start) => start === from)
  )
}
