import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useSession } from '@/lib/useSession'
import type { ModifiedStatements } from '../hooks/useModified'
import { useRangeToggle } from '../hooks/useRangeToggle'
import { choicesOf, isSelectable, matching, type ModifiedFilter } from '../modifiedList'
import type { Selection, SelectionAction } from '../selection'
import { canContinue } from '../wizard'
import { SelectFilters } from './SelectFilters'
import { SelectionBar } from './SelectionBar'
import { SelectRow } from './SelectRow'
import { StepBar } from './StepBar'
import { TooMany } from './TooMany'
import { VirtualRows } from '@/components/VirtualRows'

interface SelectStepProps {
  modified: ModifiedStatements
  selection: Selection
  filter: ModifiedFilter
  onFilter: (change: ModifiedFilter) => void
  onSelect: (change: SelectionAction) => void
  onContinue: () => void
}

/** Which of the modified statements are to be pushed. */
export function SelectStep(props: SelectStepProps) {
  const { modified, selection, filter, onFilter, onSelect, onContinue } = props
  const { statements } = modified
  const refusal = useSession().whyNot('push')
  const shown = useMemo(() => matching(statements, filter), [statements, filter])
  const choices = useMemo(() => choicesOf(statements), [statements])
  const toggle = useRangeToggle(shown, selection, onSelect)

  if (modified.isLoading) return <LoadingRows rows={8} label="Loading modified statements" />
  if (statements.length === 0) return <NothingModified modified={modified} />
  return (
    <>
      <SelectFilters choices={choices} filter={filter} onChange={onFilter} />
      {modified.error && (
        <ProblemAlert
          title="Not all modified statements could be loaded"
          error={modified.error}
          onRetry={modified.retry}
        />
      )}
      <SelectionBar
        modified={modified}
        shown={shown}
        selection={selection}
        refusal={refusal}
        onSelect={onSelect}
      />
      {shown.length === 0 && <EmptyState title="No modified statement matches these filters" />}
      <VirtualRows
        label="Modified statements"
        rows={shown}
        keyOf={({ id }) => id}
        estimatedHeight={70}
        arrowKeys
      >
        {(statement) => (
          <SelectRow
            statement={statement}
            selected={selection.has(statement.id)}
            refusal={refusal}
            onToggle={toggle}
          />
        )}
      </VirtualRows>
      <TooMany statements={statements} selection={selection} onSelect={onSelect} />
      <StepBar
        note={
          refusal ??
          (statements.some(isSelectable) ? undefined : 'Resolve a conflict first: every statement has one.')
        }
      >
        <Button onClick={onContinue} disabled={refusal !== null || !canContinue(selection)}>
          Continue
        </Button>
      </StepBar>
    </>
  )
}

function NothingModified({ modified }: { modified: ModifiedStatements }) {
  if (modified.error) {
    return (
      <ProblemAlert
        title="The modified statements could not be loaded"
        error={modified.error}
        onRetry={modified.retry}
      />
    )
  }
  return (
    <EmptyState
      title="Nothing is modified"
      action={
        <Anchor renderRoot={(props) => <Link {...props} to="/systems" />}>
          <Text span>Go to Systems</Text>
        </Anchor>
      }
    >
      Every statement is as it was last read from, or written to, ServiceNow. Edit a statement and it appears
      here, ready to push.
    </EmptyState>
  )
}
