import { Text } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { ConfirmDialog } from '@/components/ConfirmDialog'
import { cancelPush } from '../api/push'
import { jobQuery } from '../hooks/useJob'
import { statements } from '../job'
import type { Job } from '../types'

interface CancelDialogProps {
  job: Job
  opened: boolean
  onClose: () => void
}

/** Asks before a push is stopped, and says what that does to each part of it. */
export function CancelDialog({ job, opened, onClose }: CancelDialogProps) {
  const queryClient = useQueryClient()
  const cancel = async () => {
    const cancelled = await cancelPush(job.job_id)
    queryClient.setQueryData(jobQuery(job.job_id).queryKey, cancelled)
  }
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
        {writtenSoFar(job)} Of the {statements(job.total - job.completed)} still to do, those being written
        right now finish; the others stay untouched in ServiceNow, and the edits stay here.
      </Text>
    </ConfirmDialog>
  )
}

function writtenSoFar({ succeeded }: Job): string {
  if (succeeded === 0) return 'Nothing has been written so far.'
  return `What has been written so far (${statements(succeeded)}) stays written.`
}
