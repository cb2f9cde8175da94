import { Button, Stack } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useSession } from '@/lib/useSession'
import { useResults } from '../hooks/useResults'
import { useRetries } from '../hooks/useRetries'
import { useRetryPush } from '../hooks/useRetryPush'
import { failureGroups, matchingResults, retryable, type ResultFilter } from '../results'
import type { Job } from '../types'
import { Counts } from './Counts'
import { DownloadResults } from './DownloadResults'
import { FailureGroups } from './FailureGroups'
import { JobEnd } from './JobEnd'
import { ResultFilters } from './ResultFilters'
import { ResultRows } from './ResultRows'
import { RetriedNotice } from './RetriedNotice'
import { StepBar } from './StepBar'

/** How a push ended, for each of its statements. */
export function ResultsStep({ job }: { job: Job }) {
  const { results, isLoading, isComplete, error, retry } = useResults(job.job_id)
  const filter = useSearch({ from: '/push/$jobId' })
  const navigate = useNavigate({ from: '/push/$jobId' })
  const again = useRetryPush(job.job_id)
  const refusal = useSession().whyNot('retry')
  const groups = useMemo(() => failureGroups(results), [results])
  const retries = useRetries(job.job_id)
  // What a retry took up is retried from its own results.
  const retryCount = useMemo(
    () => (retries.length > 0 ? 0 : retryable(results).length),
    [results, retries.length],
  )
  const shown = useMemo(() => matchingResults(results, filter), [results, filter])
  const setFilter = (change: ResultFilter) =>
    void navigate({ search: (search) => ({ ...search, ...change }), replace: true, resetScroll: false })
  const retryProps = {
    count: retryCount,
    isPending: again.isPending,
    refusal,
    onRetry: () => again.mutate(),
  }

  return (
    <>
      <Counts job={job} />
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
          {isComplete && <FailureGroups groups={groups} retry={retryProps} isHalted={job.error !== null} />}
          <ResultFilters job={job} filter={filter} shown={shown.length} onChange={setFilter} />
          <ResultRows results={shown} isFiltered={Boolean(filter.outcome ?? filter.q)} />
        </>
      )}
      <StepBar note={<DownloadResults job={job} results={isComplete ? results : null} />}>
        <Button onClick={() => void navigate({ to: '/push' })}>Done</Button>
      </StepBar>
    </>
  )
}
