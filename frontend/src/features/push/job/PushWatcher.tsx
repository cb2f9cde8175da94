import { Anchor } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, RouterContextProvider, useLocation, useRouter, type AnyRouter } from '@tanstack/react-router'
import { useEffect, useSyncExternalStore } from 'react'
import { asProblem } from '@/lib/problem'
import { pushStatusQuery } from '../api/getPushStatus'
import { MODIFIED_KEY } from '../api/getModifiedStatements'
import { countsOf, isActive } from './jobProgress'
import { forgetPush, onStartedPushes, startedPushes } from './startedPushes'
import type { Job, JobStatus } from '../types'

/** Says, wherever in the app one is, when a push that one started has ended. */
export function PushWatcher() {
  const jobIds = useSyncExternalStore(onStartedPushes, startedPushes)
  return jobIds.map((jobId) => <WatchedPush key={jobId} jobId={jobId} />)
}

function WatchedPush({ jobId }: { jobId: string }) {
  const { data: job, error } = useQuery(pushStatusQuery(jobId))
  const queryClient = useQueryClient()
  const router = useRouter()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const isShown = path === `/push/${jobId}`

  useEffect(() => {
    if (!job || isActive(job)) return
    forgetPush(jobId)
    void queryClient.invalidateQueries({ queryKey: MODIFIED_KEY })
    // The job's own page says so itself.
    if (!isShown) tellEnd(job, router)
  }, [job, jobId, isShown, queryClient, router])

  useEffect(() => {
    // Any other error may pass.
    if (asProblem(error).status === 404) forgetPush(jobId)
  }, [error, jobId])

  return null
}

const TITLES: Partial<Record<JobStatus, string>> = {
  completed: 'Push completed',
  failed: 'Push broke off',
  cancelled: 'Push cancelled',
}

function tellEnd(job: Job, router: AnyRouter) {
  const { job_id, status, failed } = job
  notifications.show({
    title: TITLES[status],
    message: (
      // The toasts are shown outside of the pages, where no link knows the router.
      <RouterContextProvider router={router}>
        {countsOf(job)}.{' '}
        <Anchor renderRoot={(props) => <Link {...props} to="/push/$jobId" params={{ jobId: job_id }} />}>
          See the results
        </Anchor>
      </RouterContextProvider>
    ),
    color: status === 'completed' && failed === 0 ? 'green' : 'orange',
    // Read at leisure: it may have ended while its owner was away.
    autoClose: false,
  })
}
