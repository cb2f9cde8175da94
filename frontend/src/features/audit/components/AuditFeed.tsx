import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { UnreadableNotice } from '@/components/UnreadableNotice'
import { VirtualRows } from '@/components/VirtualRows'
import { isFiltered, type AuditFilter } from '../filter'
import { useOpenRecords } from '../hooks/useOpenRecords'
import type { useRecords } from '../hooks/useRecords'
import { AuditRow } from './AuditRow'
import { MoreRecords } from './MoreRecords'
import { PushLink, StatementLink } from './PlaceLinks'

interface AuditFeedProps {
  list: ReturnType<typeof useRecords>
  filter: AuditFilter
  systemNames: ReadonlyMap<string, string>
}

/** The records that match, newest first. */
export function AuditFeed({ list, filter, systemNames }: AuditFeedProps) {
  const { records, error, refetch } = list
  const { isOpen, toggle } = useOpenRecords()
  return (
    <>
      {error && !list.isFetchNextPageError && (
        <ProblemAlert title="The records could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      <UnreadableNotice pages={list.data?.pages} />
      {(list.isPending || (list.isLooking && records.length === 0)) && (
        <LoadingRows rows={8} label="Loading the records" />
      )}
      {list.isEmpty && <NoRecords isFiltered={isFiltered(filter)} />}
      {records.length > 0 && (
        <div aria-busy={list.isPlaceholderData}>
          <VirtualRows label="Records" rows={records} keyOf={({ id }) => id} estimatedHeight={64}>
            {(entry) => (
              <AuditRow entry={entry} isOpen={isOpen(entry.id)} onToggle={() => toggle(entry.id)}>
                {entry.statement_id && <StatementLink id={entry.statement_id} controlId={entry.control_id} />}
                {systemNames.get(entry.system_id ?? '') ?? entry.system_id}
                {entry.job_id && <PushLink id={entry.job_id} />}
              </AuditRow>
            )}
          </VirtualRows>
        </div>
      )}
      <MoreRecords list={list} />
    </>
  )
}

function NoRecords({ isFiltered }: { isFiltered: boolean }) {
  if (!isFiltered) {
    return (
      <EmptyState title="Nothing is recorded yet">Each pull, edit and push will be listed here.</EmptyState>
    )
  }
  return (
    <EmptyState title="No record passes these filters">
      Take a filter off, or choose a longer time. A user is found by the whole name only.
    </EmptyState>
  )
}
