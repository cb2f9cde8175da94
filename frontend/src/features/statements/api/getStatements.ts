import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api } from '@/lib/api'
import { compareControls } from '@/lib/controlIds'
import { useAllPages } from '@/lib/useAllPages'

const PAGE = 200

export const STATEMENTS_KEY = ['statements']

function getStatements(systemId: string, cursor: string | null, signal: AbortSignal) {
  const query = { system_id: systemId, limit: PAGE, cursor }
  return answerOf(api.GET('/api/v1/statements', { params: { query }, signal }))
}

/** Every statement of a system in the order of its controls, arriving page by page. */
export function useSystemStatements(systemId: string) {
  const query = useInfiniteQuery({
    queryKey: [...STATEMENTS_KEY, 'system', systemId],
    queryFn: ({ pageParam, signal }) => getStatements(systemId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  const retry = useAllPages(query)
  const pages = query.data?.pages
  const statements = useMemo(
    () =>
      (pages ?? [])
        .flatMap((page) => page.statements)
        .sort((one, other) => compareControls(one.control_id, other.control_id)),
    [pages],
  )
  return {
    statements,
    pages,
    isLoading: query.isPending,
    isComplete: query.isSuccess && !query.hasNextPage,
    error: query.error,
    retry,
  }
}
