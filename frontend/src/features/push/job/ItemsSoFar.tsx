import { Text } from '@mantine/core'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useItemsSoFar } from '../api/getPushResults'
import { ResultList } from '../results/ResultList'
import { PUSH_LIMIT } from '../select/pushLimit'
import type { Job } from '../types'
import styles from './PushProgress.module.css'

/** The items of a running push: which wait, which are in work, and how the others ended. */
export function ItemsSoFar({ job }: { job: Job }) {
  if (job.total > PUSH_LIMIT) {
    return (
      <Text size="sm" c="dimmed">
        So many statements are listed when the push has ended.
      </Text>
    )
  }
  return <Items jobId={job.job_id} />
}

function Items({ jobId }: { jobId: string }) {
  const { items, isLoading, error, retry } = useItemsSoFar(jobId)
  if (isLoading) return <LoadingRows rows={4} label="Loading the items" />
  return (
    <section aria-label="Items of the push" className={styles.items}>
      {error && <ProblemAlert title="The items could not be read" error={error} onRetry={retry} />}
      {items.length > 0 && <ResultList items={items} />}
    </section>
  )
}
