import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Schemas } from '@/lib/api'
import { getPushes } from '@/lib/calls/getPushes'

export interface JobFilter {
  status: Schemas['JobStatus'] | undefined
  createdBy: string | undefined
}

const PAGE = 50
const POLL_MS = 5000

/** The pushes that match, newest first, page by page. */
export function pushesQuery({ status, createdBy }: JobFilter) {
  return infiniteQueryOptions({
    queryKey: ['push', 'jobs', { status, createdBy }],
    queryFn: ({ pageParam, signal }) =>
      getPushes({ status, created_by: createdBy, limit: PAGE, cursor: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // A push that goes on changes its numbers.
    refetchInterval: ({ state }) => (state.data?.pages.some(hasActive) ? POLL_MS : false),
  })
}

function hasActive({ jobs }: Schemas['JobList']): boolean {
  return jobs.some(({ status }) => status === 'pending' || status === 'running')
}
