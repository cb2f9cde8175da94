import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { StatementDiff } from '@/components/diff/StatementDiff'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { auditRecordQuery } from '@/lib/calls/getAuditRecord'

const HEIGHT = 320

/** What ServiceNow had before and has since; and what was sent, where that is another text. */
export function ItemTexts({ auditId, name }: { auditId: string; name: string }) {
  const { data, error, refetch } = useQuery(auditRecordQuery(auditId))
  if (error) {
    return <ProblemAlert title="The texts could not be loaded" error={error} onRetry={() => void refetch()} />
  }
  if (!data) return <LoadingRows rows={3} label="Loading the texts" />
  const { before_content, sent_content, after_content } = data
  if (after_content === null || (before_content === null && sent_content === null)) {
    return <Text size="sm">The audit record does not hold both texts.</Text>
  }
  return (
    <Stack gap="md">
      {before_content !== null && (
        <StatementDiff
          name={`What the push changed in ${name}`}
          original={before_content}
          modified={after_content}
          originalLabel="Before the push"
          modifiedLabel="Stored in ServiceNow"
          height={HEIGHT}
        />
      )}
      {sent_content !== null && sent_content !== after_content && (
        <StatementDiff
          name={`What ServiceNow changed in ${name}`}
          original={sent_content}
          modified={after_content}
          originalLabel="Sent"
          modifiedLabel="Stored in ServiceNow"
          height={HEIGHT}
        />
      )}
    </Stack>
  )
}
