import { useCallback, useEffect, useRef } from 'react'
import { isSelectable } from '../modifiedList'
import { rangeOf, type Selection, type SelectionAction } from '../selection'
import type { ModifiedStatement } from '../types'

/**
 * Toggles one row, or with Shift all rows from the one toggled last. The function never changes, so that
 * rows need not be drawn again because of it.
 */
export function useRangeToggle(
  shown: readonly ModifiedStatement[],
  selection: Selection,
  onSelect: (change: SelectionAction) => void,
) {
  const latest = useRef({ shown, selection, onSelect })
  const last = useRef<string | null>(null)

  useEffect(() => {
    latest.current = { shown, selection, onSelect }
  })

  return useCallback((id: string, isRange: boolean) => {
    const { shown, selection, onSelect } = latest.current
    const from = isRange ? last.current : null
    last.current = id
    if (from === null) {
      onSelect({ type: 'toggle', id })
      return
    }
    const selectable = shown.filter(isSelectable).map((one) => one.id)
    onSelect({ type: selection.has(id) ? 'remove' : 'add', ids: rangeOf(selectable, from, id) })
  }, [])
}
