import { queryOptions } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'

/** One audit record with its texts. Records never change. */
export function auditRecordQuery(id: string) {
  return queryOptions({
    queryKey: ['audit', 'record', id],
    queryFn: ({ signal }) => getAuditRecord(id, signal),
    staleTime: Infinity,
  })
}

function getAuditRecord(id: string, signal: AbortSignal) {
  const params = { path: { audit_id: id } }
  return answerOf(api.GET('/api/v1/audit/{audit_id}', { params, signal }))
}
