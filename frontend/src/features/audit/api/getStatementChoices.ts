import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'
import { getStatement } from '@/lib/calls/getStatement'

const CHOICES = 25

/** Statements to choose from: those that a search finds. */
export function statementChoicesQuery(text: string) {
  return queryOptions({
    queryKey: ['audit', 'choices', 'statements', text],
    queryFn: ({ signal }) => getStatementChoices(text, signal),
    placeholderData: keepPreviousData,
  })
}

/** One answer searches a bounded number of statements, so the search goes on until there is a choice, or no more. */
async function getStatementChoices(text: string, signal: AbortSignal) {
  const statements: Schemas['StatementView'][] = []
  let cursor: string | null = null
  do {
    const query = { limit: CHOICES, cursor, ...(text !== '' && { q: text }) }
    const page: Schemas['StatementList'] = await answerOf(
      api.GET('/api/v1/statements', { params: { query }, signal }),
    )
    statements.push(...page.statements)
    cursor = page.next_cursor
  } while (cursor !== null && statements.length < CHOICES)
  return statements.slice(0, CHOICES)
}

/** One statement, for its name; none, as long as there is no id. */
export function chosenStatementQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ['audit', 'choices', 'statement', id],
    queryFn: id === undefined ? skipToken : ({ signal }) => getStatement(id, signal),
    staleTime: Infinity,
  })
}
