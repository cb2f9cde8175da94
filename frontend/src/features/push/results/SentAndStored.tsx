import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { StatementDiff } from '@/components/diff/StatementDiff'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { auditRecordQuery } from '@/lib/calls/getAuditRecord'

/** What was sent against what ServiceNow stored, as the audit kept both. */
export function SentAndStored({ auditId }: { auditId: string }) {
  const { data, error, refetch } = useQuery(auditRecordQuery(auditId))
  if (error) {
    return <ProblemAlert title="The texts could not be loaded" error={error} onRetry={() => void refetch()} />
  }
  if (!data) return <LoadingRows rows={3} label="Loading the texts" />
  const { sent_content, after_content } = data
  if (sent_content === null || after_content === null) {
    return <Text size="sm">The audit record holds no text that was sent or stored.</Text>
  }
  return (
    <StatementDiff
      original={sent_content}
      modified={after_content}
      originalLabel="Sent"
      modifiedLabel="Stored in ServiceNow"
      height={320}
    />
  )
}
