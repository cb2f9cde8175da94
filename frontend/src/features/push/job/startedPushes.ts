/** The pushes that were started in this tab and whose end has not been told yet. */
const KEY = 'push.started'
const listeners = new Set<() => void>()
const NONE: readonly string[] = []
let cached: { text: string | null; ids: readonly string[] } = { text: null, ids: NONE }

export function startedPushes(): readonly string[] {
  const text = sessionStorage.getItem(KEY)
  if (text !== cached.text) cached = { text, ids: text?.split(' ').filter(Boolean) ?? NONE }
  return cached.ids
}

export function rememberPush(jobId: string): void {
  write([...startedPushes().filter((id) => id !== jobId), jobId])
}

export function forgetPush(jobId: string): void {
  write(startedPushes().filter((id) => id !== jobId))
}

export function onStartedPushes(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function write(ids: readonly string[]): void {
  sessionStorage.setItem(KEY, ids.join(' '))
  for (const listener of listeners) listener()
}
