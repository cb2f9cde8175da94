import { Button, Group } from '@mantine/core'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { UnreadableNotice } from '@/components/UnreadableNotice'
import { useFilledPage } from '@/lib/useFilledPage'
import { unreadableIn } from '@/lib/unreadable'
import { useSession } from '@/lib/useSession'
import { pushesQuery } from '../api/pushesQuery'
import { runsQuery } from '../api/runsQuery'
import { timelineOf } from '../timeline'
import { HistoryFilters } from './HistoryFilters'
import { JobRow } from './JobRow'
import { RunRow } from './RunRow'
import styles from './History.module.css'

/** Every push there was, newest first, and every run of a schedule that started none. */
export function History() {
  const { user } = useSession()
  const search = useSearch({ from: '/history' })
  const navigate = useNavigate({ from: '/history' })
  const createdBy = search.by === 'mine' ? user?.name : undefined
  const query = useInfiniteQuery({
    ...pushesQuery({ status: search.status, createdBy }),
    placeholderData: keepPreviousData,
  })
  const { data, error, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage, refetch } = query
  const isLooking = useFilledPage(query, (page) => page.jobs.length === 0)
  const jobs = data?.pages.flatMap((page) => page.jobs) ?? []
  // A filter asks for pushes.
  const runs = useInfiniteQuery({ ...runsQuery, enabled: !search.status && !search.by })
  const isRead = !hasNextPage && data !== undefined
  const entries = timelineOf(jobs, runs.data?.pages.flatMap((page) => page.runs) ?? [], isRead)
  const more = () =>
    void Promise.all([hasNextPage && fetchNextPage(), runs.hasNextPage && runs.fetchNextPage()])

  return (
    <>
      <HistoryFilters
        search={search}
        onChange={(change) =>
          void navigate({ search: (old) => ({ ...old, ...change }), replace: true, resetScroll: false })
        }
      />
      {error && (
        <ProblemAlert
          title="The pushes could not be loaded"
          error={error}
          onRetry={() => void (isFetchNextPageError ? fetchNextPage() : refetch())}
        />
      )}
      <UnreadableNotice pages={data?.pages} />
      {(query.isPending || (isLooking && jobs.length === 0)) && (
        <LoadingRows rows={8} label="Loading the pushes" />
      )}
      {data && !isLooking && entries.length === 0 && unreadableIn(data.pages).length === 0 && (
        <NoJobs isFiltered={Boolean(search.status ?? search.by)} />
      )}
      {runs.error && (
        <ProblemAlert
          title="The runs of schedules that pushed nothing could not be loaded"
          error={runs.error}
          onRetry={() => void runs.refetch()}
        />
      )}
      {entries.length > 0 && (
        <ul className={styles.list} aria-label="Pushes">
          {entries.map((entry) =>
            entry.kind === 'job' ? (
              <JobRow key={entry.job.job_id} job={entry.job} />
            ) : (
              <RunRow key={`${entry.run.schedule_id} ${entry.at}`} run={entry.run} />
            ),
          )}
        </ul>
      )}
      {(hasNextPage || (isRead && runs.hasNextPage)) && (
        <Group justify="center" mt="md">
          <Button
            variant="default"
            loading={isFetchingNextPage || isLooking || runs.isFetchingNextPage}
            onClick={more}
          >
            Load more
          </Button>
        </Group>
      )}
    </>
  )
}

function NoJobs({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="No push matches these filters" />
  return <EmptyState title="Nothing was pushed yet">A push appears here as soon as it is started.</EmptyState>
}
