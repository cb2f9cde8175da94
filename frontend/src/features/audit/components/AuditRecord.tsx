import { useQuery } from '@tanstack/react-query'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { auditRecordQuery } from '@/lib/calls/getAuditRecord'
import styles from './AuditRecord.module.css'
import { RecordFields } from './RecordFields'
import { RecordTexts } from './RecordTexts'

/** One record with its texts. */
export function AuditRecord({ id }: { id: string }) {
  const { data: record, error, refetch } = useQuery(auditRecordQuery(id))
  return (
    <div className={styles.record}>
      {!record && !error && <LoadingRows rows={3} label="Loading the record" />}
      {error && (
        <ProblemAlert title="The record could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {record && (
        <>
          <RecordTexts record={record} />
          <RecordFields record={record} />
        </>
      )}
    </div>
  )
}
