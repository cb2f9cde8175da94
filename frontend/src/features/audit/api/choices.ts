import { keepPreviousData, queryOptions, skipToken } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'

const SHOWN = 25

/** Statements to choose from: those that a search finds. */
export function statementsQuery(text: string) {
  return queryOptions({
    queryKey: ['audit', 'choices', 'statements', text],
    queryFn: ({ signal }) => {
      const query = { limit: SHOWN, ...(text !== '' && { q: text }) }
      return answerOf(api.GET('/api/v1/statements', { params: { query }, signal }))
    },
    placeholderData: keepPreviousData,
  })
}

/** One statement, for its name; none, as long as there is no id. */
export function statementQuery(id: string | undefined) {
  return queryOptions({
    queryKey: ['audit', 'choices', 'statement', id],
    queryFn:
      id === undefined
        ? skipToken
        : ({ signal }) =>
            answerOf(
              api.GET('/api/v1/statements/{statement_id}', {
                params: { path: { statement_id: id } },
                signal,
              }),
            ),
    staleTime: Infinity,
  })
}

/** Pushes to choose from: the latest. */
export const pushesQuery = queryOptions({
  queryKey: ['audit', 'choices', 'pushes'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/push', { params: { query: { limit: SHOWN } }, signal })),
})
