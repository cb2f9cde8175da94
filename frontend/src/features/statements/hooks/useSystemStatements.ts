import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useAllPages } from '@/lib/useAllPages'
import { listStatements, STATEMENTS_KEY } from '../api/statements'
import { compareControls } from '../controls'

/** Every statement of a system in the order of its controls, arriving page by page. */
export function useSystemStatements(systemId: string) {
  const query = useInfiniteQuery({
    queryKey: [...STATEMENTS_KEY, 'system', systemId],
    queryFn: ({ pageParam, signal }) => listStatements(systemId, pageParam, signal),
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
    isLoading: query.isPending,
    isComplete: query.isSuccess && !query.hasNextPage,
    error: query.error,
    retry,
  }
}
