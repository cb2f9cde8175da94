import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { unreadableIn } from '@/lib/unreadable'
import { useSession } from '@/lib/useSession'
import type { ModifiedStatements } from '../api/getModifiedStatements'
import { useTextSearch } from '../api/searchModifiedTexts'
import { useReviewMarks } from '../review/useReviewMarks'
import { useRangeToggle } from './useRangeToggle'
import { choicesOf, isSelectable, matching, type ModifiedFilter } from './filterModified'
import type { Selection, SelectionAction } from './selection'
import { canContinue } from '../wizard/wizard'
import { ModifiedFilters } from './ModifiedFilters'
import { SelectionBar } from './SelectionBar'
import { ModifiedRow } from './ModifiedRow'
import { StepBar, WAY_ON } from '@/components/StepBar'
import { PushLimitNotice } from './PushLimitNotice'
import { UnreadableNotice } from '@/components/UnreadableNotice'
import { VirtualRows } from '@/components/VirtualRows'

interface ModifiedListProps {
  modified: ModifiedStatements
  selection: Selection
  filter: ModifiedFilter
  onFilter: (change: ModifiedFilter) => void
  onSelect: (change: SelectionAction) => void
  onContinue: () => void
}

/** Which of the modified statements are to be pushed. */
export function ModifiedList(props: ModifiedListProps) {
  const { modified, selection, filter, onFilter, onSelect, onContinue } = props
  const { statements } = modified
  const { whyNot, user } = useSession()
  const refusal = whyNot('push')
  const { marks } = useReviewMarks(user?.name ?? '')
  const { foundIds, isSearching, ...search } = useTextSearch(filter.q)
  const matches = useMemo(() => matching(statements, filter, foundIds), [statements, filter, foundIds])
  const choices = useMemo(() => choicesOf(statements), [statements])
  const toggle = useRangeToggle(matches, selection, onSelect)

  if (modified.isLoading) return <LoadingRows rows={8} label="Loading modified statements" />
  if (statements.length === 0) return <NothingModified modified={modified} />
  return (
    <>
      <ModifiedFilters choices={choices} filter={filter} onChange={onFilter} />
      <Text size="sm" c="dimmed" role="status">
        {isSearching && 'Searching the whole texts…'}
      </Text>
      {search.error && (
        <ProblemAlert
          title="Only the beginnings of the texts were searched"
          error={search.error}
          onRetry={search.retry}
        />
      )}
      {modified.error && (
        <ProblemAlert
          title="Not all modified statements could be loaded"
          error={modified.error}
          onRetry={modified.retry}
        />
      )}
      <UnreadableNotice pages={modified.pages} />
      <SelectionBar
        modified={modified}
        matches={matches}
        selection={selection}
        refusal={refusal}
        onSelect={onSelect}
      />
      {matches.length === 0 && !isSearching && (
        <EmptyState title="No modified statement matches these filters" />
      )}
      <VirtualRows label="Modified statements" rows={matches} keyOf={({ id }) => id} estimatedHeight={70}>
        {(statement) => (
          <ModifiedRow
            statement={statement}
            selected={selection.has(statement.id)}
            reviewedRevision={marks[statement.id]}
            refusal={refusal}
            onToggle={toggle}
          />
        )}
      </VirtualRows>
      <PushLimitNotice statements={statements} selection={selection} onSelect={onSelect} />
      <StepBar
        note={
          refusal ??
          (statements.some(isSelectable) ? undefined : 'Resolve a conflict first: every statement has one.')
        }
      >
        <Button {...WAY_ON} onClick={onContinue} disabled={refusal !== null || !canContinue(selection)}>
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
  if (unreadableIn(modified.pages).length > 0) {
    return <UnreadableNotice pages={modified.pages} />
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
