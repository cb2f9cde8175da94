import { answerOf, api } from '@/lib/api'

export function discardEdit(id: string) {
  const params = { path: { statement_id: id } }
  return answerOf(api.POST('/api/v1/statements/{statement_id}/discard', { params }))
}
