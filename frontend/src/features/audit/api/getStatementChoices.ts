import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'
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

function getStatementChoices(text: string, signal: AbortSignal) {
  const query = { limit: CHOICES, ...(text !== '' && { q: text }) }
  return answerOf(api.GET('/api/v1/statements', { params: { query }, signal }))
}

/** One statement, for its name; none, as long as there is no id. */
export function chosenStatementQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ['audit', 'choices', 'statement', id],
    queryFn: id === undefined ? skipToken : ({ signal }) => getStatement(id, signal),
    staleTime: Infinity,
  })
}
