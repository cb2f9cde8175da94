import { Text } from '@mantine/core'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { countedStatements } from '@/lib/counted'
import { useResultsSoFar } from '../api/getPushResults'
import { ResultList } from '../results/ResultList'
import { PUSH_LIMIT } from '../select/pushLimit'
import type { Job } from '../types'

/** What a running push has done, item by item, and how much of it is still to come. */
export function SettledItems({ job }: { job: Job }) {
  if (job.total > PUSH_LIMIT) {
    return (
      <Text size="sm" c="dimmed">
        So many statements are listed when the push has ended.
      </Text>
    )
  }
  return <ItemsSoFar job={job} />
}

function ItemsSoFar({ job }: { job: Job }) {
  const { results, isLoading, error, retry } = useResultsSoFar(job.job_id)
  if (error) return <ProblemAlert title="The items could not be read" error={error} onRetry={retry} />
  if (isLoading) return <LoadingRows rows={4} label="Loading the items" />
  const open = job.total - job.completed
  return (
    <section aria-label="Items of the push">
      {results.length > 0 && <ResultList job={job} results={results} />}
      {open > 0 && (
        <Text size="sm" c="dimmed" my="sm">
          {countedStatements(open)} waiting or in work.
        </Text>
      )}
    </section>
  )
}
