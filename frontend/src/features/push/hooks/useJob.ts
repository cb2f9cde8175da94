import { queryOptions, useQuery } from '@tanstack/react-query'
import { readJob } from '../api/push'
import { isActive } from '../job'

const POLL_MS = 2000

/** A job, read again every two seconds until it has ended; not at all while nobody looks at the tab. */
export function jobQuery(jobId: string) {
  return queryOptions({
    queryKey: ['push', 'job', jobId],
    queryFn: ({ signal }) => readJob(jobId, signal),
    refetchInterval: ({ state }) => (state.data && isActive(state.data) ? POLL_MS : false),
    refetchIntervalInBackground: false,
  })
}

export function useJob(jobId: string) {
  return useQuery(jobQuery(jobId))
}
