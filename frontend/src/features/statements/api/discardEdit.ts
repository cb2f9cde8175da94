import { answerOf, api } from '@/lib/api'

/** Refused when the text is not the one of `revision` any more, which the person saw. */
export function discardEdit(id: string, revision: number) {
  const path = { statement_id: id }
  const body = { revision }
  return answerOf(api.POST('/api/v1/statements/{statement_id}/discard', { params: { path }, body }))
}
