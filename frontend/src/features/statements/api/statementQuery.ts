import { queryOptions } from '@tanstack/react-query'
import { getStatement } from '@/lib/calls/getStatement'
import { STATEMENTS_KEY } from './getStatements'

export function statementQuery(id: string) {
  return queryOptions({
    queryKey: [...STATEMENTS_KEY, 'one', id],
    queryFn: ({ signal }) => getStatement(id, signal),
  })
}
