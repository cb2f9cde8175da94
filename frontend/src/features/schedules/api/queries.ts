import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'
import type { Settings } from '../types'

const PAGE = 50
/** What the strip shows. */
export const SHOWN_RUNS = 30
const POLL_MS = 15_000

/** All schedules, by name. */
export const schedulesQuery = infiniteQueryOptions({
  queryKey: ['schedules'],
  queryFn: ({ pageParam, signal }) =>
    answerOf(api.GET('/api/v1/schedules', { params: { query: { limit: PAGE, cursor: pageParam } }, signal })),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next_cursor,
})

export function scheduleQuery(id: string) {
  return queryOptions({
    queryKey: ['schedules', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/schedules/{schedule_id}', { params: { path: { schedule_id: id } }, signal })),
  })
}

/** The newest runs of a schedule. */
export function runsQuery(id: string) {
  return queryOptions({
    queryKey: ['schedules', id, 'runs'],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/schedules/{schedule_id}/runs', {
          params: { path: { schedule_id: id }, query: { limit: SHOWN_RUNS } },
          signal,
        }),
      ),
    refetchInterval: POLL_MS,
  })
}

/** What a schedule would do that is being typed. */
export function previewQuery({ expression, time_zone, scope, pinned }: Settings) {
  const body = { expression, time_zone, scope, pinned }
  return queryOptions({
    queryKey: ['schedules', 'preview', body],
    queryFn: ({ signal }) => answerOf(api.POST('/api/v1/schedules/preview', { body, signal })),
    placeholderData: keepPreviousData,
    retry: false,
  })
}
