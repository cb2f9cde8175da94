import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { statementQuery } from '../api/statementQuery'
import { STATEMENTS_KEY } from '../api/getStatements'
import type { Statement } from '../texts'
import { SYSTEMS_KEY } from '../api/getSystems'

/** Makes every view know the statement as the server just gave it. */
export function useKeepStatement() {
  const queryClient = useQueryClient()
  return useCallback(
    (statement: Statement) => {
      const { queryKey } = statementQuery(statement.id)
      // An older answer that is still under way must not come after this one.
      void queryClient.cancelQueries({ queryKey })
      queryClient.setQueryData(queryKey, statement)
      for (const list of [[...STATEMENTS_KEY, 'system'], SYSTEMS_KEY, ['push'], ['audit']]) {
        void queryClient.invalidateQueries({ queryKey: list })
      }
    },
    [queryClient],
  )
}
