import { Text } from '@mantine/core'
import { ConfirmDialog } from '@/components/ConfirmDialog'
import { useCancelPush } from '../api/cancelPush'
import { countedStatements } from '@/lib/counted'
import type { Job } from '../types'

interface CancelDialogProps {
  job: Job
  opened: boolean
  onClose: () => void
}

/** Asks before a push is stopped, and says what that does to each part of it. */
export function CancelDialog({ job, opened, onClose }: CancelDialogProps) {
  const cancel = useCancelPush(job.job_id)
  return (
    <ConfirmDialog
      opened={opened}
      title="Cancel the push?"
      confirmLabel="Cancel the push"
      cancelLabel="Let it go on"
      dangerous
      onConfirm={cancel}
      onClose={onClose}
    >
      <Text>
        {writtenSoFar(job)} Of the {countedStatements(job.total - job.completed)} still to do, those being
        written right now finish; the others stay untouched in ServiceNow, and the edits stay here.
      </Text>
    </ConfirmDialog>
  )
}

function writtenSoFar({ succeeded }: Job): string {
  if (succeeded === 0) return 'Nothing has been written so far.'
  return `What has been written so far (${countedStatements(succeeded)}) stays written.`
}
