import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { PushItem } from '../types'
import { matchingItems, type ResultFilter } from './filterResults'
import { countSystems } from './groupItems'
import { ResultFilters } from './ResultFilters'
import { ResultRows } from './ResultRows'

/** The items of a push; what of them is shown, and in which groups, is kept in the address. */
export function ResultList({ items }: { items: PushItem[] }) {
  const filter = useSearch({ from: '/push/$jobId' })
  const navigate = useNavigate({ from: '/push/$jobId' })
  const matches = useMemo(() => matchingItems(items, filter), [items, filter])
  const systems = useMemo(() => countSystems(items), [items])
  const grouping = filter.group ?? (systems > 1 ? 'system' : 'none')
  const setFilter = (change: ResultFilter) =>
    void navigate({ search: (search) => ({ ...search, ...change }), replace: true, resetScroll: false })
  return (
    <>
      <ResultFilters
        items={items}
        filter={{ ...filter, group: grouping }}
        matchCount={matches.length}
        onChange={setFilter}
      />
      <ResultRows
        items={matches}
        grouping={grouping}
        namesSystem={systems > 1}
        isFiltered={Boolean(filter.outcome ?? filter.q)}
      />
    </>
  )
}
