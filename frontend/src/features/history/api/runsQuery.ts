import { infiniteQueryOptions } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'

const PAGE = 50

/** The runs of all schedules, newest first, page by page. */
export const runsQuery = infiniteQueryOptions({
  queryKey: ['schedules', 'runs'],
  queryFn: ({ pageParam, signal }) =>
    answerOf(
      api.GET('/api/v1/schedules/runs', { params: { query: { limit: PAGE, cursor: pageParam } }, signal }),
    ),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
})
