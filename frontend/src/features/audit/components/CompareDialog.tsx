import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { StatementDiff } from '@/components/diff/StatementDiff'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { auditRecordQuery } from '@/lib/calls/getAuditRecord'
import { versionLabel, versionOf } from '../texts'
import type { AuditEntry } from '../types'

interface CompareDialogProps {
  older: AuditEntry
  newer: AuditEntry
  opened: boolean
  onClose: () => void
}

/** What two versions of a statement differ in, whatever happened between them. */
export function CompareDialog({ older, newer, opened, onClose }: CompareDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Two versions of ${newer.control_id ?? 'the statement'}`}
      size="80rem"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Versions older={older} newer={newer} />
    </Modal>
  )
}

function Versions({ older, newer }: Pick<CompareDialogProps, 'older' | 'newer'>) {
  const olderRecord = useQuery(auditRecordQuery(older.id))
  const newerRecord = useQuery(auditRecordQuery(newer.id))
  const failed = [olderRecord, newerRecord].filter(({ isError }) => isError)
  const retry = () => failed.forEach(({ refetch }) => void refetch())
  if (failed[0]) {
    return <ProblemAlert title="The versions could not be loaded" error={failed[0].error} onRetry={retry} />
  }
  if (!olderRecord.data || !newerRecord.data) return <LoadingRows rows={4} label="Loading the versions" />
  return (
    <StatementDiff
      original={versionOf(olderRecord.data)}
      modified={versionOf(newerRecord.data)}
      originalLabel={versionLabel(older)}
      modifiedLabel={versionLabel(newer)}
      height="60vh"
    />
  )
}
