import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useState, type Dispatch } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { Button } from '@mantine/core'
import { ConflictResolution } from '@/features/conflicts/ConflictResolution'
import { changeOf } from '@/components/diff/changeOf'
import { useTextFormat, type TextFormat } from '@/lib/texts/format'
import { MODIFIED_KEY, type ModifiedStatements } from '../api/getModifiedStatements'
import { isSelectable } from '../select/filterModified'
import type { Selection } from '../select/selection'
import type { ConflictCheck } from '@/features/conflicts/types'
import type { Checked, WizardAction, WizardStep } from './wizard'

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
  const format = useTextFormat() ?? 'html'
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
    const checked = await checkedOf(checks, format)
    dispatch({ type: 'checked', readyIds, checked, key: crypto.randomUUID() })
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
      onContinue={leave}
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

/** Comparing many long texts takes a while: the page goes on answering in between. */
const LONGEST_MS = 100

async function checkedOf(
  checks: readonly ConflictCheck[],
  format: TextFormat,
): Promise<Record<string, Checked>> {
  const checked: Record<string, Checked> = {}
  let begun = performance.now()
  for (const { statement_id, verdict, revision, ...texts } of checks) {
    const before = texts.remote_content ?? texts.base_content ?? ''
    const change = changeOf(before, texts.local_content ?? before, format)
    checked[statement_id] = { verdict, revision, change }
    if (performance.now() - begun < LONGEST_MS) continue
    await new Promise((resolve) => setTimeout(resolve))
    begun = performance.now()
  }
  return checked
}
