import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'
import { asQuery, type AuditFilter } from '../filter'

const PAGE = 100

/** The records that match, newest first, page by page, without texts. */
export function recordsQuery(filter: AuditFilter) {
  const { action, actor, statement, job, from, to } = filter
  return infiniteQueryOptions({
    queryKey: ['audit', 'records', { action, actor, statement, job, from, to }],
    queryFn: ({ pageParam, signal }) => {
      const query = { ...asQuery(filter), limit: PAGE, cursor: pageParam }
      return answerOf(api.GET('/api/v1/audit', { params: { query }, signal }))
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // Reading every page again whenever the window is looked at would be for nothing: there is a button.
    refetchOnWindowFocus: false,
  })
}

/** One record with its texts. Records never change. */
export function recordQuery(id: string) {
  return queryOptions({
    queryKey: ['audit', 'record', id],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/audit/{audit_id}', { params: { path: { audit_id: id } }, signal })),
    staleTime: Infinity,
  })
}
