import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { useSession } from '@/lib/useSession'
import { countedStatements } from '@/lib/counted'
import { cancelAccount } from '../job/jobProgress'
import type { Job } from '../types'
import { RetryButton, type RetryProps } from './RetryButton'

/** Said once when the push did not run to its end: broken off, or cancelled. */
export function JobEnd({ job, retry }: { job: Job; retry: RetryProps }) {
  const action = retry.count > 0 && <RetryButton {...retry} />
  if (job.status === 'cancelled') {
    return (
      <Notice tone="info" title={`Cancelled: ${cancelAccount(job)}`} action={action}>
        <Text size="sm">What was not written is as before in ServiceNow, and its edits are kept here.</Text>
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
      <Text size="sm">{job.error.message}</Text>
      {job.skipped > 0 && (
        <Text size="sm">
          {job.skipped === 1 ? '1 statement was' : `${countedStatements(job.skipped)} were`} not tried; the
          edits are kept.
        </Text>
      )}
      {isSignIn ? <Reconnect /> : <Text size="sm">{job.error.hint}</Text>}
    </Notice>
  )
}

/** What to do about a refused sign-in, which depends on who reads it. */
function Reconnect() {
  const { can } = useSession()
  if (!can('connection')) {
    return (
      <Text size="sm" fw={600}>
        Ask an administrator to correct the credentials under Connection; then retry here.
      </Text>
    )
  }
  return (
    <Text size="sm" fw={600}>
      Correct the credentials under{' '}
      <Anchor
        size="sm"
        fw={600}
        underline="always"
        renderRoot={(props) => <Link {...props} to="/connection" />}
      >
        Connection
      </Anchor>{' '}
      and test them; then retry here.
    </Text>
  )
}
