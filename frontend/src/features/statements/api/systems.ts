import { answerOf, api, type Schemas } from '@/lib/api'

export type System = Schemas['System']
export type Pull = Schemas['PullView']

const PAGE = 200

export function listSystems(cursor: string | null, signal: AbortSignal) {
  return answerOf(api.GET('/api/v1/systems', { params: { query: { limit: PAGE, cursor } }, signal }))
}

export function startPull(systemId: string) {
  const path = { system_id: systemId }
  return answerOf(api.POST('/api/v1/systems/{system_id}/pull', { params: { path } }))
}

export function readPull(pullId: string, signal: AbortSignal) {
  return answerOf(api.GET('/api/v1/pulls/{pull_id}', { params: { path: { pull_id: pullId } }, signal }))
}
