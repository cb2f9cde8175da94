import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { statements } from '../job'
import type { Job } from '../types'
import { RetryButton, type RetryProps } from './RetryButton'

/** Said once when the push did not run to its end: broken off, or cancelled. */
export function JobEnd({ job, retry }: { job: Job; retry: RetryProps }) {
  const action = retry.count > 0 && <RetryButton {...retry} />
  if (job.status === 'cancelled') {
    return (
      <Notice tone="info" title="The push was cancelled" action={action}>
        <Text size="sm">{cancelAccount(job)}</Text>
      </Notice>
    )
  }
  if (!job.error) return null
  const isSignIn = job.error.code === 'auth_expired'
  return (
    <Notice
      role="alert"
      tone="danger"
      title={isSignIn ? 'ServiceNow refused the sign-in, so the push stopped' : 'The push broke off'}
      action={action}
    >
      <Text size="sm">
        {job.error.message} {job.error.hint}
      </Text>
      {job.skipped > 0 && (
        <Text size="sm">{statements(job.skipped)} were not tried; the edits are kept.</Text>
      )}
      {isSignIn && (
        <Anchor component={Link} to="/connection" size="sm" underline="always">
          Open the connection
        </Anchor>
      )}
    </Notice>
  )
}

/** What a cancelled push did and did not do. */
export function cancelAccount({ succeeded, failed, skipped, total, completed }: Job): string {
  const unknown = total - completed
  return [
    `${succeeded} written to ServiceNow, ${skipped} not tried and as before`,
    failed > 0 && `${failed} tried but failed (each is listed below)`,
    unknown > 0 && `${unknown} not known yet`,
  ]
    .filter(Boolean)
    .join(', ')
    .concat('. Your edits of what was not written are kept.')
}
