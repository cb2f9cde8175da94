import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Job, PushResult } from '../types'
import { matchingResults, type ResultFilter } from './filterResults'
import { ResultFilters } from './ResultFilters'
import { ResultRows } from './ResultRows'

interface ResultListProps {
  job: Job
  results: PushResult[]
}

/** The outcomes, by statement; what of them is shown is kept in the address. */
export function ResultList({ job, results }: ResultListProps) {
  const filter = useSearch({ from: '/push/$jobId' })
  const navigate = useNavigate({ from: '/push/$jobId' })
  const matches = useMemo(() => matchingResults(results, filter), [results, filter])
  const setFilter = (change: ResultFilter) =>
    void navigate({ search: (search) => ({ ...search, ...change }), replace: true, resetScroll: false })
  return (
    <>
      <ResultFilters job={job} filter={filter} matchCount={matches.length} onChange={setFilter} />
      <ResultRows results={matches} isFiltered={Boolean(filter.outcome ?? filter.q)} />
    </>
  )
}
