import { Stack, Text } from '@mantine/core'
import { useDeferredValue, useMemo, useRef } from 'react'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { UnreadableNotice } from '@/components/UnreadableNotice'
import { VirtualRows } from '@/components/VirtualRows'
import { filterStatements, type StatementFilter } from '../filterStatements'
import type { useSystemStatements } from '../api/getStatements'
import { plural } from '../pullInWords'
import { StatementFilters } from './StatementFilters'
import { StatementRow } from './StatementRow'

interface SystemStatementsProps {
  list: ReturnType<typeof useSystemStatements>
  filter: StatementFilter
  onFilter: (change: StatementFilter) => void
}

/** A system's statements; filtering is done here, as all of them are read anyhow. */
export function SystemStatements({ list, filter, onFilter }: SystemStatementsProps) {
  const { statements, isLoading, isComplete, error, retry } = list
  const rows = useRef<HTMLDivElement>(null)
  // The filter waits, not what it finds: no list would be shown of what has just come.
  const wanted = useDeferredValue(filter)
  const found = useMemo(() => filterStatements(statements, wanted), [statements, wanted])
  if (isLoading) return <LoadingRows rows={10} label="Loading the statements" />

  return (
    <Stack gap="md">
      {error && <ProblemAlert error={error} title="Not all statements could be loaded" onRetry={retry} />}
      <UnreadableNotice pages={list.pages} />
      {statements.length > 0 && (
        <>
          <StatementFilters
            statements={statements}
            filter={filter}
            onChange={onFilter}
            onLeaveDown={() => rows.current?.querySelector('a')?.focus()}
          />
          <Text size="sm" c="dimmed" role="status">
            {inWords(found.length, statements.length)}
            {!isComplete && !error && ', more are loading'}
          </Text>
        </>
      )}
      <div ref={rows}>
        {found.length > 0 && (
          <VirtualRows label="Statements" rows={found} keyOf={({ id }) => id} estimatedHeight={42}>
            {(statement) => <StatementRow statement={statement} />}
          </VirtualRows>
        )}
      </div>
    </Stack>
  )
}

function inWords(found: number, all: number): string {
  if (found === all) return plural(all, 'statement')
  if (found === 0) return `None of ${plural(all, 'statement')} matches. Clear a filter to see more.`
  return `${found.toLocaleString('en')} of ${plural(all, 'statement')}`
}
