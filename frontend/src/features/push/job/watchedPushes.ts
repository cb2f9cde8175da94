/** The pushes of one person whose end has not been told yet in this tab. */
const NONE: readonly string[] = []
const listeners = new Set<() => void>()
const cache = new Map<string, { text: string | null; ids: readonly string[] }>()

function storageKey(user: string): string {
  return `push.watched.${user}`
}

/** The same array until something changes. */
export function watchedPushes(user: string): readonly string[] {
  const text = sessionStorage.getItem(storageKey(user))
  const cached = cache.get(user)
  if (cached?.text === text) return cached.ids
  const ids = text?.split(' ').filter(Boolean) ?? NONE
  cache.set(user, { text, ids })
  return ids
}

export function watchPush(user: string, jobId: string): void {
  const ids = watchedPushes(user)
  if (!ids.includes(jobId)) write(user, [...ids, jobId])
}

export function unwatchPush(user: string, jobId: string): void {
  const ids = watchedPushes(user).filter((id) => id !== jobId)
  write(user, ids)
}

export function onWatchedPushes(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function write(user: string, ids: readonly string[]): void {
  sessionStorage.setItem(storageKey(user), ids.join(' '))
  for (const listener of listeners) listener()
}
