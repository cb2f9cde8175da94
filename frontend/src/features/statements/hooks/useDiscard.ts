import { showToast } from '@/components/toast'
import { useQueryClient } from '@tanstack/react-query'
import { asProblem } from '@/lib/problem'
import { discardEdit } from '../api/discardEdit'
import { statementQuery } from '../api/statementQuery'
import type { Autosave } from '../autosave/Autosave'
import type { Statement } from '../texts'
import { useKeepStatement } from './useKeepStatement'

/** Goes back to the base, unless the text is not the one any more that the author has seen. */
export function useDiscard(statement: Statement, autosave: Autosave) {
  const queryClient = useQueryClient()
  const keep = useKeepStatement()

  return async () => {
    await autosave.pause()
    try {
      const seen = queryClient.getQueryData(statementQuery(statement.id).queryKey) ?? statement
      const discarded = seen.is_modified ? await discardEdit(statement.id, seen.revision) : seen
      autosave.load(discarded)
      keep(discarded)
      void showToast({ message: 'Local changes discarded', color: 'green' })
    } catch (error) {
      const { code, document } = asProblem(error)
      // The text that somebody saved meanwhile, so that it is seen before it is given up.
      if (code === 'stale_revision') keep(document.statement as Statement)
      void autosave.flush()
      throw error
    }
  }
}
