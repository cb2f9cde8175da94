import { Button, Text } from '@mantine/core'
import { StatementDiff } from '@/components/diff/StatementDiff'
import { LoadingRows } from '@/components/LoadingRows'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useCurrentCheck } from '@/features/conflicts/api/checkConflicts'
import { exactTime } from '@/lib/time'
import type { ConflictCheck } from '@/features/conflicts/types'

interface CurrentDiffProps {
  statementId: string
  onCheckAgain: () => void
}

/** What the push would change in ServiceNow, compared with what is there now. */
export function CurrentDiff({ statementId, onCheckAgain }: CurrentDiffProps) {
  const { data, error, refetch } = useCurrentCheck(statementId)
  if (error) {
    return (
      <ProblemAlert title="The record could not be compared" error={error} onRetry={() => void refetch()} />
    )
  }
  if (!data) return <LoadingRows rows={3} label="Reading the record in ServiceNow" />
  if (data.error) {
    return (
      <Notice tone="danger" title={data.error.message}>
        <Text size="sm">{data.error.hint}</Text>
      </Notice>
    )
  }
  return <Difference check={data} onCheckAgain={onCheckAgain} />
}

function Difference({ check, onCheckAgain }: { check: ConflictCheck; onCheckAgain: () => void }) {
  const { has_conflict, remote_content, local_content, base_content } = check
  return (
    <>
      {has_conflict && (
        <Notice
          role="alert"
          tone="warning"
          title="The text was changed in ServiceNow since the check"
          action={
            <Button variant="default" size="compact-md" onClick={onCheckAgain}>
              Resolve
            </Button>
          }
        >
          <Text size="sm">{changedBy(check)} The push would be refused: resolve the conflict first.</Text>
        </Notice>
      )}
      <StatementDiff
        original={remote_content ?? ''}
        modified={local_content ?? base_content ?? ''}
        originalLabel="ServiceNow now"
        modifiedLabel="Your text"
        height={320}
      />
    </>
  )
}

function changedBy({ remote_updated_by, remote_updated_at }: ConflictCheck): string {
  const at = remote_updated_at ? `, ${exactTime(remote_updated_at)}` : ''
  return remote_updated_by ? `By ${remote_updated_by}${at}.` : ''
}
