import { answerOf, api } from '@/lib/api'
import type { Schemas } from '@/lib/api'

/** The most that the API reads in one call. */
export const TOGETHER = 25

/** These statements with their texts, by id; one that does not exist is not among them. */
export async function getStatements(ids: readonly string[]): Promise<Map<string, Schemas['StatementView']>> {
  const found = new Map<string, Schemas['StatementView']>()
  let rest = ids
  while (rest.length > 0) {
    const query = { ids: rest.join(',') }
    const { statements } = await answerOf(api.GET('/api/v1/statements', { params: { query } }))
    for (const statement of statements) found.set(statement.id, statement)
    // Long texts come in several answers.
    rest = statements.length === 0 ? [] : rest.filter((id) => !found.has(id))
  }
  return found
}
