import { Button, Group, Stack } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useMemo } from 'react'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useSession } from '@/lib/useSession'
import { usePushResults } from '../api/getPushResults'
import { useRetriesOf } from '../api/getRecentPushes'
import { useRetryPush } from '../api/retryPush'
import { failureGroups, retryable } from './filterResults'
import type { Job } from '../types'
import { JobCounts } from '../job/JobCounts'
import { DownloadResults } from './DownloadResults'
import { FailureGroups } from './FailureGroups'
import { countSystems } from './groupItems'
import { JobEnd } from './JobEnd'
import { ResultList } from './ResultList'
import { RetriedNotice } from './RetriedNotice'
import { StepBar, WAY_ON } from '@/components/StepBar'

/** How a push ended, for each of its statements. */
export function PushResults({ job }: { job: Job }) {
  const { results, isLoading, isComplete, error, retry } = usePushResults(job.job_id)
  const navigate = useNavigate()
  const again = useRetryPush(job.job_id)
  const refusal = useSession().whyNot('retry')
  const groups = useMemo(() => failureGroups(results), [results])
  const retries = useRetriesOf(job.job_id)
  // What a retry took up is retried from its own results.
  const retryCount = useMemo(
    () => (retries.length > 0 ? 0 : retryable(results).length),
    [results, retries.length],
  )
  const retryProps = {
    count: retryCount,
    isPending: again.isPending,
    refusal,
    onRetry: () => again.mutate(),
  }

  return (
    <>
      <Group justify="space-between" gap="0 md">
        <JobCounts job={job} />
        <DownloadResults job={job} results={isComplete ? results : null} />
      </Group>
      <Stack gap="sm" mb="md">
        <RetriedNotice retries={retries} />
        <JobEnd job={job} retry={retryProps} />
        {again.error && <ProblemAlert title="The retry was not started" error={again.error} />}
        {error && <ProblemAlert title="Not all results could be loaded" error={error} onRetry={retry} />}
      </Stack>
      {isLoading ? (
        <LoadingRows rows={8} label="Loading the results" />
      ) : (
        <>
          {isComplete && (
            <FailureGroups
              groups={groups}
              retry={retryProps}
              namesSystem={countSystems(results) > 1}
              isHalted={job.error !== null}
            />
          )}
          <ResultList items={results} />
        </>
      )}
      <StepBar>
        <Button {...WAY_ON} onClick={() => void navigate({ to: '/push' })}>
          Done
        </Button>
      </StepBar>
    </>
  )
}
