import { Anchor, Progress, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '@/components/RelativeTime'
import type { Schemas } from '@/lib/api'
import { countedStatements } from '@/lib/counted'
import type { UnfinishedPush } from '../api/unfinishedPushes'
import styles from './Home.module.css'
import { Need } from './Need'

type Job = Schemas['JobView']

/** Pushes under way, whoever started them. */
export function RunningPushes({ jobs }: { jobs: readonly Job[] }) {
  if (jobs.length === 0) return null
  return (
    <Need tone="info" title={jobs.length === 1 ? '1 push is running' : `${jobs.length} pushes are running`}>
      <ul className={styles.lines}>
        {jobs.map((job) => (
          <li key={job.job_id}>
            <div className={styles.line}>
              <JobLink job={job}>
                {job.completed.toLocaleString('en')} of {countedStatements(job.total)}
              </JobLink>
              <StartedBy job={job} />
            </div>
            <Progress
              value={job.total > 0 ? (100 * job.completed) / job.total : 0}
              aria-label={`Push of ${job.created_by}`}
            />
          </li>
        ))}
      </ul>
    </Need>
  )
}

/** Pushes that ended with something left to push. */
export function UnfinishedPushes({ pushes }: { pushes: readonly UnfinishedPush[] }) {
  if (pushes.length === 0) return null
  const open = pushes.reduce((sum, push) => sum + push.open, 0)
  return (
    <Need tone="danger" title={`${countedStatements(open)} did not get into ServiceNow`}>
      <ul className={styles.lines}>
        {pushes.map(({ job, open: left }) => (
          <li key={job.job_id} className={styles.line}>
            <JobLink job={job}>
              {left.toLocaleString('en')} of {countedStatements(job.total)}: see why, and retry
            </JobLink>
            <StartedBy job={job} />
          </li>
        ))}
      </ul>
    </Need>
  )
}

function JobLink({ job, children }: { job: Job; children: React.ReactNode }) {
  return (
    <Anchor
      fw={600}
      renderRoot={(props) => <Link {...props} to="/push/$jobId" params={{ jobId: job.job_id }} />}
    >
      {children}
    </Anchor>
  )
}

function StartedBy({ job: { created_by, created_at } }: { job: Job }) {
  return (
    <Text span size="sm" c="dimmed">
      {created_by}, <RelativeTime at={created_at} />
    </Text>
  )
}
