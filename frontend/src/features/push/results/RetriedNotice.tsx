import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { RelativeTime } from '@/components/RelativeTime'
import { countedStatements } from '@/lib/counted'
import { countsOf, isActive } from '../job/jobProgress'
import type { Job } from '../types'

/** Leads on from a push that was retried: these results are not the last word. */
export function RetriedNotice({ retries }: { retries: Job[] }) {
  if (retries.length === 0) return null
  return (
    <Notice tone="info" title="This push was retried">
      {retries.map((job) => (
        <Text key={job.job_id} size="sm">
          <Anchor
            size="sm"
            underline="always"
            renderRoot={(props) => <Link {...props} to="/push/$jobId" params={{ jobId: job.job_id }} />}
          >
            {countedStatements(job.total)}
          </Anchor>
          {', '}
          {isActive(job) ? 'still running' : countsOf(job)}, <RelativeTime at={job.created_at} />
        </Text>
      ))}
    </Notice>
  )
}
