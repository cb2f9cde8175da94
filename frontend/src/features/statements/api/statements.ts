import { queryOptions } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'

const PAGE = 200

export const STATEMENTS_KEY = ['statements']

export function listStatements(systemId: string, cursor: string | null, signal: AbortSignal) {
  const query = { system_id: systemId, limit: PAGE, cursor }
  return answerOf(api.GET('/api/v1/statements', { params: { query }, signal }))
}

export function statementQuery(id: string) {
  return queryOptions({
    queryKey: [...STATEMENTS_KEY, 'one', id],
    queryFn: ({ signal }) =>
      answerOf(
        api.GET('/api/v1/statements/{statement_id}', { params: { path: { statement_id: id } }, signal }),
      ),
  })
}

export function saveStatement(id: string, content: string, revision: number) {
  const path = { statement_id: id }
  const body = { content, revision }
  return answerOf(api.PUT('/api/v1/statements/{statement_id}', { params: { path }, body }))
}

export function discardEdit(id: string) {
  const path = { statement_id: id }
  return answerOf(api.POST('/api/v1/statements/{statement_id}/discard', { params: { path } }))
}
