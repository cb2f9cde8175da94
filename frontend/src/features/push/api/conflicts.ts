import { answerOf, api, type Schemas } from '@/lib/api'

export type Resolution = Schemas['Resolution']

/** The most that the API compares in one call. */
export const CHECK_LIMIT = 100

/** Compares statements with ServiceNow as it is now: one answer for each. */
export async function checkConflicts(statementIds: string[], signal?: AbortSignal) {
  const body = { statement_ids: statementIds }
  const call = api.POST('/api/v1/push/check-conflicts', { body, ...(signal && { signal }) })
  return (await answerOf(call)).conflicts
}

/** Refused when ServiceNow moved past `remote_version`, the one that the person saw. */
export function resolveConflict(statementId: string, body: Schemas['ResolveRequest']) {
  const path = { statement_id: statementId }
  return answerOf(api.POST('/api/v1/push/resolve-conflict/{statement_id}', { params: { path }, body }))
}

export function readStatement(statementId: string) {
  const path = { statement_id: statementId }
  return answerOf(api.GET('/api/v1/statements/{statement_id}', { params: { path } }))
}
