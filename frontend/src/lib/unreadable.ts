import type { Schemas } from './api'

type Rows = Schemas['UnreadableRow'][]

/** What belongs in a list and cannot be read, of all its pages. */
export function unreadableIn(pages: readonly { unreadable: Rows }[] | undefined): Rows {
  return (pages ?? []).flatMap((page) => page.unreadable)
}
