import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api } from '@/lib/api'
import { useAllPages } from '@/lib/useAllPages'
import { inControlOrder } from '../select/filterModified'

/** The API's largest page. */
const PAGE = 200

export const MODIFIED_KEY = ['push', 'modified']

export function getModifiedStatements(cursor: string | null, signal: AbortSignal) {
  const query = { limit: PAGE, cursor }
  return answerOf(api.GET('/api/v1/push/modified', { params: { query }, signal }))
}

/** Every modified statement, arriving page by page. */
export function useModifiedStatements() {
  const query = useInfiniteQuery({
    queryKey: MODIFIED_KEY,
    queryFn: ({ pageParam, signal }) => getModifiedStatements(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  const retry = useAllPages(query)
  const pages = query.data?.pages
  const statements = useMemo(() => inControlOrder((pages ?? []).flatMap((page) => page.statements)), [pages])
  return {
    statements,
    pages,
    total: pages?.at(-1)?.total_count ?? 0,
    /** False: there are more than `total`. */
    isTotalExact: pages?.at(-1)?.total_is_exact ?? true,
    isLoading: query.isPending,
    /** False while pages are on their way, or after one could not be read. */
    isComplete: query.isSuccess && !query.hasNextPage,
    error: query.error,
    retry,
  }
}

export type ModifiedStatements = ReturnType<typeof useModifiedStatements>
