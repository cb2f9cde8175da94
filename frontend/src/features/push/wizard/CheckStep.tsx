import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState, type Dispatch } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { Button } from '@mantine/core'
import { ConflictResolution } from '@/features/conflicts/ConflictResolution'
import { MODIFIED_KEY, type ModifiedStatements } from '../api/getModifiedStatements'
import { isSelectable } from '../select/filterModified'
import type { Selection } from '../select/selection'
import type { ConflictCheck, Verdict } from '@/features/conflicts/types'
import type { WizardAction, WizardStep } from './wizard'

interface CheckStepProps {
  modified: ModifiedStatements
  selection: Selection
  /** One conflicted statement, or `all` of them, to resolve on the way to a selection. */
  resolve: string | undefined
  dispatch: Dispatch<WizardAction>
  onLeave: (next: WizardStep) => void
}

/** Compares with ServiceNow what is about to be pushed, or what was found in conflict before. */
export function CheckStep(props: CheckStepProps) {
  const { modified } = props
  // The order of the list is that of the conflicts, so it must be whole first.
  if (!modified.isComplete && !modified.error) return <LoadingRows label="Loading modified statements" />
  return <SelectionCheck {...props} />
}

function SelectionCheck({ modified, selection, resolve, dispatch, onLeave }: CheckStepProps) {
  const queryClient = useQueryClient()
  const [statementIds] = useState(() => idsToCheck(modified, selection, resolve))
  // A conflict that was found or resolved changed the list, whichever way one leaves.
  const refresh = useCallback(() => queryClient.invalidateQueries({ queryKey: MODIFIED_KEY }), [queryClient])
  useEffect(() => () => void refresh(), [refresh])

  const leave = async (readyIds: string[], checks: ConflictCheck[]) => {
    await refresh()
    if (resolve) {
      dispatch({ type: 'select', change: { type: 'add', ids: readyIds } })
      onLeave('select')
      return
    }
    dispatch({ type: 'checked', readyIds, verdicts: verdictsOf(checks), key: crypto.randomUUID() })
    onLeave('preview')
  }
  const back = () => onLeave('select')

  if (statementIds.length === 0) {
    return (
      <EmptyState title="No conflict is left" action={<Button onClick={back}>Back to the selection</Button>}>
        Somebody resolved it, or the edit was discarded.
      </EmptyState>
    )
  }
  return (
    <ConflictResolution
      statementIds={statementIds}
      statements={modified.statements}
      stillSelected={resolve === undefined ? undefined : selection.size}
      onContinue={(readyIds, checks) => void leave(readyIds, checks)}
      onBack={back}
    />
  )
}

function idsToCheck({ statements }: ModifiedStatements, selection: Selection, resolve?: string): string[] {
  if (resolve === 'all') return statements.filter((statement) => !isSelectable(statement)).map(({ id }) => id)
  if (resolve) return [resolve]
  const position = new Map(statements.map(({ id }, index) => [id, index]))
  const placeOf = (id: string) => position.get(id) ?? Infinity
  return [...selection].sort((a, b) => placeOf(a) - placeOf(b) || 0)
}

function verdictsOf(checks: readonly ConflictCheck[]): Record<string, Verdict> {
  const verdicts: Record<string, Verdict> = {}
  for (const { statement_id, verdict } of checks) if (verdict) verdicts[statement_id] = verdict
  return verdicts
}
