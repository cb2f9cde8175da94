import type { KeyboardEvent } from 'react'

/** The row that an arrow key, Home or End leads to from the row with the focus; null for any other key. */
export function rowReachedBy(event: KeyboardEvent, count: number): number | null {
  const row = (event.target as Element).closest('[data-index]')
  if (!row || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null
  const index = Number(row.getAttribute('data-index'))
  const reached: Record<string, number> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: count - 1,
  }
  const next = reached[event.key]
  return next === undefined || next < 0 || next >= count ? null : next
}
