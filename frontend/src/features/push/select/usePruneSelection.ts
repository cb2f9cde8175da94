import { useEffect, type Dispatch } from 'react'
import { isSelectable } from './filterModified'
import type { Selection } from './selection'
import type { WizardAction } from '../wizard/wizard'
import type { ModifiedStatements } from '../api/getModifiedStatements'

/** Drops from the selection what was pushed or discarded, or came into conflict, since it was made. */
export function usePruneSelection(
  enabled: boolean,
  { statements, isComplete }: ModifiedStatements,
  selection: Selection,
  dispatch: Dispatch<WizardAction>,
): void {
  useEffect(() => {
    if (!enabled || !isComplete || selection.size === 0) return
    const ids = new Set(statements.filter(isSelectable).map(({ id }) => id))
    dispatch({ type: 'select', change: { type: 'keep', ids } })
  }, [enabled, isComplete, selection, statements, dispatch])
}
