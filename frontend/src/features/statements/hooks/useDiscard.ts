import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { ApiProblem } from '@/lib/problem'
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
      const known = queryClient.getQueryData(statementQuery(statement.id).queryKey) ?? statement
      const current = await queryClient.query({ ...statementQuery(statement.id), staleTime: 0 })
      if (current.revision !== known.revision) throw changedMeanwhile()
      const discarded = current.is_modified ? await discardEdit(statement.id) : current
      autosave.load(discarded)
      keep(discarded)
      notifications.show({ message: 'Local changes discarded', color: 'green' })
    } catch (error) {
      void autosave.flush()
      throw error
    }
  }
}

function changedMeanwhile(): ApiProblem {
  return new ApiProblem({
    status: 409,
    code: 'stale_revision',
    title: 'Changed elsewhere',
    detail: 'Somebody saved another text of this statement just now. Look at it, then discard again.',
  })
}
