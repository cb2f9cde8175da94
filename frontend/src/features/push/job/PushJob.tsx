import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { asProblem } from '@/lib/problem'
import { usePushStatus } from '../api/getPushStatus'
import { isActive } from './jobProgress'
import { JobHeader } from './JobHeader'
import { PushProgress } from './PushProgress'
import { PushSteps } from '../wizard/PushSteps'
import { PushResults } from '../results/PushResults'

/** One push from its start to its results; anybody with the address sees the same. */
export function PushJob({ jobId }: { jobId: string }) {
  const { data: job, error, refetch } = usePushStatus(jobId)
  if (!job && error) return <NoJob error={error} onRetry={() => void refetch()} />
  if (!job) return <LoadingRows label="Loading the push" />
  const active = isActive(job)
  return (
    <>
      <PushSteps current={active ? 'Push' : 'Results'} />
      <JobHeader job={job} />
      {error && active && (
        <ProblemAlert
          title="The progress could not be read; the push itself goes on"
          error={error}
          onRetry={() => void refetch()}
        />
      )}
      {active ? <PushProgress job={job} /> : <PushResults job={job} />}
    </>
  )
}

function NoJob({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (asProblem(error).status !== 404) {
    return <ProblemAlert title="The push could not be loaded" error={error} onRetry={onRetry} />
  }
  return (
    <EmptyState
      title="There is no such push"
      action={
        <Anchor component={Link} to="/history">
          <Text span>See all pushes</Text>
        </Anchor>
      }
    >
      Check the address: it may not have been copied whole.
    </EmptyState>
  )
}
