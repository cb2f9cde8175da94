import { answerOf, api, type Schemas } from '@/lib/api'

export interface PushesQuery {
  status?: Schemas['JobStatus'] | undefined
  created_by?: string | undefined
  limit: number
  cursor?: string | null
}

/** Pushes, the newest first. */
export function getPushes(query: PushesQuery, signal: AbortSignal) {
  return answerOf(api.GET('/api/v1/push', { params: { query }, signal }))
}
