import { answerOf, api } from '@/lib/api'

/** Refused, with the current statement, when it is not at this revision any more. */
export function saveStatement(id: string, content: string, revision: number) {
  const params = { path: { statement_id: id } }
  const body = { content, revision }
  return answerOf(api.PUT('/api/v1/statements/{statement_id}', { params, body }))
}
