import { answerOf, api, type Schemas } from '@/lib/api'

export type Pull = Schemas['PullView']

export function getPull(pullId: string, signal: AbortSignal) {
  const params = { path: { pull_id: pullId } }
  return answerOf(api.GET('/api/v1/pulls/{pull_id}', { params, signal }))
}
