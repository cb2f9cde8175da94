import { Anchor } from '@mantine/core'
import { showToast } from '@/components/toast'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, RouterContextProvider, useLocation, useRouter, type AnyRouter } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore } from 'react'
import { activePushesQuery } from '@/lib/calls/activePushes'
import { asProblem } from '@/lib/problem'
import { useSession } from '@/lib/useSession'
import { pushStatusQuery } from '../api/getPushStatus'
import { MODIFIED_KEY } from '../api/getModifiedStatements'
import { PushMark } from './PushMark'
import { notificationPermission, notifyOfEnd } from './endNotification'
import { countsOf, isActive } from './jobProgress'
import { onWatchedPushes, unwatchPush, watchedPushes, watchPush } from './watchedPushes'
import type { Job, JobStatus } from '../types'

/** Shows which pushes are under way, and says, wherever in the app one is, when one's own has ended. */
export function PushWatcher() {
  const { user } = useSession()
  const userName = user?.name ?? ''
  const { data: active = NONE } = useQuery(activePushesQuery)
  const watched = useSyncExternalStore(onWatchedPushes, () => watchedPushes(userName))

  useEffect(() => {
    // Also those that were started in another window or by a schedule of one's own.
    for (const job of active) if (job.created_by === userName) watchPush(userName, job.job_id)
  }, [active, userName])

  return (
    <>
      <PushMark jobs={active} />
      {watched.map((jobId) => (
        <WatchedPush key={`${userName} ${jobId}`} user={userName} jobId={jobId} />
      ))}
    </>
  )
}

const NONE: Job[] = []

function WatchedPush({ user, jobId }: { user: string; jobId: string }) {
  const { data: job, error } = useQuery({
    ...pushStatusQuery(jobId),
    // Whoever wants to be notified looks at something else.
    refetchIntervalInBackground: notificationPermission() === 'granted',
  })
  const queryClient = useQueryClient()
  const router = useRouter()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const isShown = path === `/push/${jobId}`

  useEffect(() => {
    if (!job || isActive(job)) return
    unwatchPush(user, jobId)
    void queryClient.invalidateQueries({ queryKey: MODIFIED_KEY })
    // Before the next look, the list would have it watched again.
    queryClient.setQueryData(activePushesQuery.queryKey, (jobs) =>
      jobs?.filter((active) => active.job_id !== jobId),
    )
    const isSeen = isShown && document.visibilityState === 'visible'
    if (!isSeen) notifyOfEnd(job, titleOf(job), () => void router.navigate(resultsOf(jobId)))
    // The job's own page says so itself.
    if (!isShown) tellEnd(job, router)
  }, [job, user, jobId, isShown, queryClient, router])

  useEffect(() => {
    // Any other error may pass.
    if (asProblem(error).status === 404) unwatchPush(user, jobId)
  }, [error, user, jobId])

  return null
}

const TITLES: Partial<Record<JobStatus, string>> = {
  completed: 'Push completed',
  failed: 'Push broke off',
  cancelled: 'Push cancelled',
}

function titleOf({ status }: Job): string {
  return TITLES[status] ?? 'Push ended'
}

function resultsOf(jobId: string) {
  return { to: '/push/$jobId', params: { jobId } } as const
}

function tellEnd(job: Job, router: AnyRouter) {
  const { job_id, status, failed } = job
  void showToast({
    title: titleOf(job),
    message: (
      // The toasts are shown outside of the pages, where no link knows the router.
      <RouterContextProvider router={router}>
        {countsOf(job)}.{' '}
        <Anchor renderRoot={(props) => <Link {...props} {...resultsOf(job_id)} />}>See the results</Anchor>
      </RouterContextProvider>
    ),
    color: status === 'completed' && failed === 0 ? 'green' : 'orange',
    // Read at leisure: it may have ended while its owner was away.
    autoClose: false,
  })
}
