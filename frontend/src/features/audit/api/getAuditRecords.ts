import { infiniteQueryOptions } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'
import { asQuery, type AuditFilter } from '../filter'

const PAGE = 100

/** The records that match, newest first, page by page, without texts. */
export function auditRecordsQuery(filter: AuditFilter) {
  const { action, actor, statement, job, from, to } = filter
  return infiniteQueryOptions({
    queryKey: ['audit', 'records', { action, actor, statement, job, from, to }],
    queryFn: ({ pageParam, signal }) => getAuditRecords(filter, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    // Reading every page again whenever the window is looked at would be for nothing: there is a button.
    refetchOnWindowFocus: false,
  })
}

function getAuditRecords(filter: AuditFilter, cursor: string | null, signal: AbortSignal) {
  const query = { ...asQuery(filter), limit: PAGE, cursor }
  return answerOf(api.GET('/api/v1/audit', { params: { query }, signal }))
}
