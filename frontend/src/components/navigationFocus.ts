import type { AnyRouter } from '@tanstack/react-router'

const lastPaths = new WeakMap<AnyRouter, string>()

/** True when the reader has come here from another page of the app: not at the first page, nor at a new search. */
export function shouldFocusTitle(router: AnyRouter, path: string): boolean {
  const lastPath = lastPaths.get(router)
  lastPaths.set(router, path)
  return lastPath !== undefined && lastPath !== path
}
