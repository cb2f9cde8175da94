import { EmptyState } from '@/components/EmptyState'
import type { PushResult } from '../types'
import { ResultRow } from './ResultRow'
import { VirtualRows } from '@/components/VirtualRows'

interface ResultRowsProps {
  results: PushResult[]
  isFiltered: boolean
}

export function ResultRows({ results, isFiltered }: ResultRowsProps) {
  if (results.length === 0) {
    return isFiltered ? (
      <EmptyState title="No result matches these filters" />
    ) : (
      <EmptyState title="No statement was tried" />
    )
  }
  return (
    <VirtualRows
      label="Results"
      rows={results}
      keyOf={({ statement_id }) => statement_id}
      estimatedHeight={44}
    >
      {(result) => <ResultRow result={result} />}
    </VirtualRows>
  )
}
