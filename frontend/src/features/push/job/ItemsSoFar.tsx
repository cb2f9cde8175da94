import { Text } from '@mantine/core'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useItemsSoFar } from '../api/getPushResults'
import { ResultList } from '../results/ResultList'
import type { Job } from '../types'
import styles from './PushProgress.module.css'

const LISTED_AT_MOST = 10_000

/** The items of a running push: which wait, which are in work, and how the others ended. */
export function ItemsSoFar({ job }: { job: Job }) {
  if (job.preparing) return null
  if (job.total > LISTED_AT_MOST) {
    return (
      <Text size="sm" c="dimmed">
        More than {LISTED_AT_MOST.toLocaleString('en')} statements are listed when the push has ended.
      </Text>
    )
  }
  return <Items job={job} />
}

function Items({ job: { job_id, total } }: { job: Job }) {
  const { items, isLoading, error, retry } = useItemsSoFar(job_id, total)
  if (isLoading) return <LoadingRows rows={4} label="Loading the items" />
  return (
    <section aria-label="Items of the push" className={styles.items}>
      {error && <ProblemAlert title="The items could not be read" error={error} onRetry={retry} />}
      {items.length > 0 && <ResultList items={items} />}
    </section>
  )
}
