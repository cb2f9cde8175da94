import { useCallback, useEffect, useRef } from 'react'
import { isSelectable } from './filterModified'
import { rangeOf, type Selection, type SelectionAction } from './selection'
import type { ModifiedStatement } from '../types'

/**
 * Toggles one row, or with Shift all rows from the one toggled last. The function never changes, so that
 * rows need not be drawn again because of it.
 */
export function useRangeToggle(
  rows: readonly ModifiedStatement[],
  selection: Selection,
  onSelect: (change: SelectionAction) => void,
) {
  const latest = useRef({ rows, selection, onSelect })
  const last = useRef<string | null>(null)

  useEffect(() => {
    latest.current = { rows, selection, onSelect }
  })

  return useCallback((id: string, isRange: boolean) => {
    const { rows, selection, onSelect } = latest.current
    const from = isRange ? last.current : null
    last.current = id
    if (from === null) {
      onSelect({ type: 'toggle', id })
      return
    }
    const selectable = rows.filter(isSelectable).map(({ id }) => id)
    onSelect({ type: selection.has(id) ? 'remove' : 'add', ids: rangeOf(selectable, from, id) })
  }, [])
}
