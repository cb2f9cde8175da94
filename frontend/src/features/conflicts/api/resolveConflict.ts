import { answerOf, api, type Schemas } from '@/lib/api'

export type Resolution = Schemas['Resolution']

/** Refused when either text is not the one any more that the person saw. */
export function resolveConflict(statementId: string, body: Schemas['ResolveRequest']) {
  const path = { statement_id: statementId }
  return answerOf(api.POST('/api/v1/push/resolve-conflict/{statement_id}', { params: { path }, body }))
}
