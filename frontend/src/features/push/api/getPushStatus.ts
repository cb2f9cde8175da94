import { queryOptions, useQuery } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'
import { isActive } from '../job/jobProgress'

const POLL_MS = 2000

export function getPushStatus(jobId: string, signal: AbortSignal) {
  const path = { job_id: jobId }
  return answerOf(api.GET('/api/v1/push/{job_id}', { params: { path }, signal }))
}

/** A job, read again every two seconds until it has ended; not at all while nobody looks at the tab. */
export function pushStatusQuery(jobId: string) {
  return queryOptions({
    queryKey: ['push', 'job', jobId],
    queryFn: ({ signal }) => getPushStatus(jobId, signal),
    refetchInterval: ({ state }) => (state.data && isActive(state.data) ? POLL_MS : false),
    refetchIntervalInBackground: false,
  })
}

export function usePushStatus(jobId: string) {
  return useQuery(pushStatusQuery(jobId))
}
