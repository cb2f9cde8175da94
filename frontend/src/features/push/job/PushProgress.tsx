import { Anchor, Button, Progress, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { useSession } from '@/lib/useSession'
import { useNow } from './useNow'
import { countedStatements } from '@/lib/counted'
import { cancelAccount } from './jobProgress'
import type { Job } from '../types'
import { CancelDialog } from './CancelDialog'
import { JobCounts } from './JobCounts'
import { ItemsSoFar } from './ItemsSoFar'
import { NotifyMe } from './NotifyMe'
import { progressNote, waitInWords, waitsUntil } from './progressNote'
import { StepBar } from '@/components/StepBar'
import styles from './PushProgress.module.css'

/** How far a running push is, and the way to stop it. */
export function PushProgress({ job }: { job: Job }) {
  const { whyNot } = useSession()
  const now = useNow()
  const [isAsking, { open, close }] = useDisclosure(false)
  const refusal = whyNot('cancel')
  const until = waitsUntil(job, now)

  return (
    <>
      <div className={styles.line}>
        <Text fw={600} size="lg">
          {job.completed.toLocaleString('en')} of {countedStatements(job.total)}
        </Text>
        <Text c="dimmed">{progressNote(job, now)}</Text>
      </div>
      <Progress.Root size="lg" role="group" aria-label="Progress of the push">
        <Progress.Section
          value={(job.completed / Math.max(job.total, 1)) * 100}
          animated
          aria-label={`${job.completed} of ${job.total} have an outcome`}
        />
      </Progress.Root>
      <JobCounts job={job} />
      {until && (
        <Notice tone="info" title={`Waiting ${waitInWords(until, now)}`}>
          <Text size="sm">
            ServiceNow asked all callers to slow down. The push goes on by itself; nothing is lost meanwhile.
          </Text>
        </Notice>
      )}
      {job.cancel_requested && (
        <Notice role="status" tone="info" title="Cancelling">
          <Text size="sm">
            No further statement is started; those being written at this moment finish. So far:{' '}
            {cancelAccount(job)}.
          </Text>
        </Notice>
      )}
      <ItemsSoFar job={job} />
      <StepBar
        note={
          <>
            The push goes on if you leave this page, and you are told when it ends. It stays at this address
            and in{' '}
            <Anchor component={Link} to="/history" size="sm" underline="always">
              History
            </Anchor>
            . <NotifyMe />
          </>
        }
      >
        <Button variant="default" renderRoot={(props) => <Link {...props} to="/push" />}>
          Back to the selection
        </Button>
        <Button
          variant="default"
          onClick={open}
          disabled={refusal !== null || job.cancel_requested}
          title={refusal ?? undefined}
        >
          Cancel the push
        </Button>
      </StepBar>
      <CancelDialog job={job} opened={isAsking} onClose={close} />
    </>
  )
}
