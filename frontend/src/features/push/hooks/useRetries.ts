import { useQuery } from '@tanstack/react-query'
import { listRecentJobs } from '../api/push'

/** The pushes that took this one up again, the newest first, as far as the latest pushes tell. */
export function useRetries(jobId: string) {
  const { data } = useQuery({
    queryKey: ['push', 'recent'],
    queryFn: ({ signal }) => listRecentJobs(signal),
  })
  return (data?.jobs ?? []).filter((job) => job.retry_of === jobId)
}
