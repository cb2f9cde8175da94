import { Button } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useMemo, useRef, type KeyboardEvent } from 'react'
import { Choose } from '@/components/Choose'
import { SearchField } from '@/components/SearchField'
import { STATEMENT_STATUS } from '@/components/statuses'
import { familiesOf, STATUSES, statusOf, type StatementFilter } from '../filterStatements'
import type { Statement } from '../texts'
import styles from './StatementFilters.module.css'

interface StatementFiltersProps {
  statements: readonly Statement[]
  filter: StatementFilter
  onChange: (change: StatementFilter) => void
  /** From the search field into the list. */
  onLeaveDown: () => void
}

const NO_FILTER: StatementFilter = { family: undefined, status: undefined, q: undefined }

export function StatementFilters({ statements, filter, onChange, onLeaveDown }: StatementFiltersProps) {
  const search = useRef<HTMLInputElement>(null)
  useHotkeys([['/', () => search.current?.focus()]])
  const families = useMemo(() => familiesOf(statements), [statements])
  const statuses = useMemo(() => statusesOf(statements), [statements])

  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown') return
    event.preventDefault()
    onLeaveDown()
  }

  return (
    <div className={styles.filters} role="search">
      <SearchField
        ref={search}
        label="Text"
        placeholder="Control or text ( / )"
        aria-keyshortcuts="/"
        value={filter.q}
        onSearch={(q) => onChange({ q })}
        onKeyDown={leave}
      />
      <Choose
        label="Family"
        choices={families}
        value={filter.family}
        onChoose={(family) => onChange({ family })}
      />
      <Choose
        label="Status"
        choices={statuses}
        value={filter.status}
        onChoose={(status) => onChange({ status })}
      />
      {Object.values(filter).some(Boolean) && (
        <Button variant="subtle" onClick={() => onChange(NO_FILTER)}>
          Clear filters
        </Button>
      )}
    </div>
  )
}

function statusesOf(statements: readonly Statement[]) {
  return STATUSES.map((value) => {
    const count = statements.filter((statement) => statusOf(statement) === value).length
    return { value, label: `${STATEMENT_STATUS[value].label} (${count})` }
  })
}
