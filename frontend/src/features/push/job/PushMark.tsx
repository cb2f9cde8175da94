import { Anchor, Loader } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Job } from '../types'
import styles from './PushMark.module.css'

/** In the header of every page: that pushes are under way, how far they are, and the way to them. */
export function PushMark({ jobs }: { jobs: readonly Job[] }) {
  const [first] = jobs
  if (!first) return null
  const words = jobs.length === 1 ? 'Push running' : `${jobs.length} pushes running`
  const count = `${sum(jobs, 'completed')} of ${sum(jobs, 'total')}`
  return (
    <Anchor
      className={styles.mark}
      aria-label={`${words}, ${count}`}
      renderRoot={(props) =>
        jobs.length === 1 ? (
          <Link {...props} to="/push/$jobId" params={{ jobId: first.job_id }} />
        ) : (
          <Link {...props} to="/history" />
        )
      }
    >
      <Loader size={14} aria-hidden />
      <span className={styles.words}>{words},</span>
      <span>{count}</span>
    </Anchor>
  )
}

function sum(jobs: readonly Job[], member: 'completed' | 'total'): string {
  return jobs.reduce((all, job) => all + job[member], 0).toLocaleString('en')
}
