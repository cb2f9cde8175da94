import { skipToken, useQuery } from '@tanstack/react-query'
import { getStatements, TOGETHER } from '@/lib/calls/getStatements'
import { useTextFormat } from '@/lib/texts/format'
import { together } from '@/lib/together'
import type { ModifiedStatement } from '../types'
import { MODIFIED_KEY } from './getModifiedStatements'

/** Long enough for the rows that one movement of the wheel brings into view. */
const PAUSE_MS = 60

const readStatement = together(getStatements, TOGETHER, PAUSE_MS)

/** What the local text changes of the base; null while that is not known. Rows ask for it when they are in view. */
export function useChange({ id, modified_at, sync_status }: ModifiedStatement) {
  const format = useTextFormat()
  const { data = null } = useQuery({
    queryKey: [...MODIFIED_KEY, 'change', id, modified_at, sync_status, format],
    queryFn: format
      ? async ({ signal }) => {
          const [statement, { changeOf }] = await Promise.all([
            readStatement(id, signal),
            import('@/components/diff/changeOf'),
          ])
          if (!statement || signal.aborted) return null
          const { content, local_content, revision } = statement
          return { ...changeOf(content, local_content ?? content, format), revision }
        }
      : skipToken,
    staleTime: Infinity,
    retry: false,
  })
  return data
}
