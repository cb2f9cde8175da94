import { VirtualRows } from '@/components/VirtualRows'
import type { StatementOf } from './types'
import { ConflictRow } from './ConflictRow'
import type { ConflictWork, Sorted } from './conflictWork'
import type { MergeDraft } from './merge/mergeDrafts'

interface ConflictListProps {
  sorted: Sorted
  work: ConflictWork
  drafts: ReadonlyMap<string, MergeDraft>
  statementOf: StatementOf
  /** While one decision is taken for all. */
  isLocked: boolean
  onOpen: (id: string) => void
}

export function ConflictList({ sorted, work, drafts, statementOf, isLocked, onOpen }: ConflictListProps) {
  return (
    <VirtualRows
      label="Conflicts"
      rows={sorted.queue}
      keyOf={({ statement_id }) => statement_id}
      estimatedHeight={66}
    >
      {(check) => (
        <ConflictRow
          check={check}
          statement={statementOf(check.statement_id)}
          decision={work.decisions.get(check.statement_id)}
          problem={work.problems.get(check.statement_id)}
          hasDraft={drafts.has(check.statement_id)}
          isLocked={isLocked}
          onOpen={onOpen}
        />
      )}
    </VirtualRows>
  )
}
