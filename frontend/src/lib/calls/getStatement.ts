import { answerOf, api } from '@/lib/api'

/** One statement with both texts. */
export function getStatement(id: string, signal?: AbortSignal) {
  const params = { path: { statement_id: id } }
  return answerOf(api.GET('/api/v1/statements/{statement_id}', { params, ...(signal && { signal }) }))
}
