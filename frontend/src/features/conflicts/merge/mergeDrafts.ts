import type { Choices } from './places'

/** A merged text that is not saved yet. */
export interface MergeDraft {
  text: string
  /** What the choices made, before anything was typed. */
  start: string
  choices: Choices
  /** Which of ServiceNow's texts it was begun on. */
  remoteVersion: string
}

/** Per person and statement: it outlives a reload, a closed tab, a session that ended and a request that failed. */
function storageKey(user: string, statementId: string): string {
  return `push.merge.${user}.${statementId}`
}

export function loadDraft(user: string, statementId: string): MergeDraft | null {
  try {
    const draft: unknown = JSON.parse(localStorage.getItem(storageKey(user, statementId)) ?? 'null')
    return asDraft(draft)
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

/** A draft of an earlier version of the app has its text, and no choices. */
function asDraft(value: unknown): MergeDraft | null {
  if (typeof value !== 'object' || value === null) return null
  const { text, start, choices, remoteVersion } = value as Record<string, unknown>
  if (typeof text !== 'string' || typeof remoteVersion !== 'string') return null
  const isWhole = typeof start === 'string' && typeof choices === 'object' && choices !== null
  return isWhole
    ? { text, start, choices: choices as Choices, remoteVersion }
    : { text, start: '', choices: {}, remoteVersion }
}
