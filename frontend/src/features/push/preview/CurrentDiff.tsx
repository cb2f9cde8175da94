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
  /** Of the text that was checked; null when it is not known. */
  revision: number | null
  height: number | string
  /** With which difference to begin, where one goes through all of them. */
  startsAt?: 'first' | 'last'
  /** Beyond the last (1) or the first (-1) difference. */
  onPast?: (step: 1 | -1) => void
  onCheckAgain: () => void
}

/** What the push would change in ServiceNow, compared with what is there now. */
export function CurrentDiff(props: CurrentDiffProps) {
  const { data, error, refetch } = useCurrentCheck(props.statementId)
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
  return <Difference {...props} check={data} />
}

function Difference({ check, ...props }: CurrentDiffProps & { check: ConflictCheck }) {
  const { has_conflict, remote_content, local_content, base_content } = check
  const isEdited = !has_conflict && props.revision !== null && check.revision !== props.revision
  const checkAgain = (label: string) => (
    <Button variant="default" size="compact-md" onClick={props.onCheckAgain}>
      {label}
    </Button>
  )
  return (
    <>
      {has_conflict && (
        <Notice
          role="alert"
          tone="warning"
          title="The text was changed in ServiceNow since the check"
          action={checkAgain('Resolve')}
        >
          <Text size="sm">{changedBy(check)} The push would be refused: resolve the conflict first.</Text>
        </Notice>
      )}
      {isEdited && (
        <Notice
          role="alert"
          tone="warning"
          title="The text was edited here since the check"
          action={checkAgain('Check again')}
        >
          <Text size="sm">The push would be refused: check again what it will write.</Text>
        </Notice>
      )}
      <StatementDiff
        original={remote_content ?? ''}
        modified={local_content ?? base_content ?? ''}
        originalLabel="ServiceNow now"
        modifiedLabel="Your text"
        height={props.height}
        startsAt={props.startsAt}
        onPast={props.onPast}
      />
    </>
  )
}

function changedBy({ remote_updated_by, remote_updated_at }: ConflictCheck): string {
  const at = remote_updated_at ? `, ${exactTime(remote_updated_at)}` : ''
  return remote_updated_by ? `By ${remote_updated_by}${at}.` : ''
}
