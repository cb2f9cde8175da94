import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { jobLook } from '@/components/statuses'
import { countedStatements } from '@/lib/counted'
import type { Job } from '../types'
import styles from './JobHeader.module.css'

/** Whose push this is, of what, since when. */
export function JobHeader({ job }: { job: Job }) {
  const byWhom = job.trigger === 'schedule' ? `the schedule ${job.schedule_name ?? ''} of ` : ''
  return (
    <div className={styles.header}>
      <StatusBadge {...jobLook(job)} />
      <Text span>
        {countedStatements(job.total)}, started by {byWhom}
        {job.created_by} <RelativeTime at={job.created_at} />
      </Text>
      {job.note && (
        <Text className={styles.note}>
          <Text span c="dimmed">
            Why:{' '}
          </Text>
          {job.note}
        </Text>
      )}
      {job.schedule_id && (
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/schedules/$scheduleId" params={{ scheduleId: job.schedule_id ?? '' }} />
          )}
        >
          See the schedule, and what it held
        </Anchor>
      )}
      {job.retry_of && (
        <Anchor
          renderRoot={(props) => <Link {...props} to="/push/$jobId" params={{ jobId: job.retry_of ?? '' }} />}
        >
          See the push that this one retries
        </Anchor>
      )}
    </div>
  )
}
