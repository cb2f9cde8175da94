import { useQuery } from '@tanstack/react-query'
import { getPushes } from '@/lib/calls/getPushes'

const POLL_MS = 5000
/** More would say no more. */
const PAGE = 50

/** The pushes that a change of the connection would meet. */
export function useActivePushes(enabled: boolean) {
  return useQuery({
    queryKey: ['push', 'active', 'connection'],
    queryFn: async ({ signal }) => {
      const lists = await Promise.all(
        (['running', 'pending'] as const).map((status) => getPushes({ status, limit: PAGE }, signal)),
      )
      return lists.flatMap(({ jobs }) => jobs)
    },
    refetchInterval: POLL_MS,
    enabled,
  })
}
