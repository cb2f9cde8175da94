import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { jobLook } from '@/components/statuses'
import type { Schemas } from '@/lib/api'
import styles from './JobRow.module.css'

/** One push: what became of it, whose it was, and the way to its page. */
export function JobRow({ job }: { job: Schemas['JobView'] }) {
  const { job_id, total, created_by, created_at, trigger, retry_of } = job
  return (
    <li className={styles.row}>
      <div className={styles.status}>
        <StatusBadge {...jobLook(job)} />
      </div>
      <div className={styles.what}>
        <Anchor
          fw={600}
          renderRoot={(props) => <Link {...props} to="/push/$jobId" params={{ jobId: job_id }} />}
        >
          {total === 1 ? '1 statement' : `${total.toLocaleString('en')} statements`}
        </Anchor>
        <Text size="sm" c="dimmed">
          {countsOf(job)}
        </Text>
      </div>
      <div className={styles.who}>
        <Text size="sm">{created_by}</Text>
        <Text size="sm" c="dimmed">
          {trigger === 'schedule' ? bySchedule(job) : retry_of ? 'Retry' : 'By hand'}
        </Text>
      </div>
      <Text size="sm" c="dimmed" className={styles.when}>
        <RelativeTime at={created_at} />
      </Text>
    </li>
  )
}

function bySchedule({ schedule_name }: Schemas['JobView']): string {
  return schedule_name === null ? 'By schedule' : `By schedule ${schedule_name}`
}

function countsOf({ status, completed, total, succeeded, failed, skipped }: Schemas['JobView']): string {
  const counts = `${succeeded} succeeded, ${failed} failed, ${skipped} skipped`
  const isActive = status === 'pending' || status === 'running'
  return isActive ? `${completed} of ${total} done: ${counts}` : counts
}
