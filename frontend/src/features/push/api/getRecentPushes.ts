import { useQuery } from '@tanstack/react-query'
import { getPushes } from '@/lib/calls/getPushes'

/** The API's largest page. */
const PAGE = 200

export const RECENT_KEY = ['push', 'recent']

/** The pushes that took this one up again, the newest first, as far as the latest pushes tell. */
export function useRetriesOf(jobId: string) {
  const { data } = useQuery({
    queryKey: RECENT_KEY,
    queryFn: ({ signal }) => getPushes({ limit: PAGE }, signal),
  })
  return (data?.jobs ?? []).filter((job) => job.retry_of === jobId)
}
