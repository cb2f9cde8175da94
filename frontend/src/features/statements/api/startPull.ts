import { answerOf, api } from '@/lib/api'

export function startPull(systemId: string) {
  const params = { path: { system_id: systemId } }
  return answerOf(api.POST('/api/v1/systems/{system_id}/pull', { params }))
}
