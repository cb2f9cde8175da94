import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listModified } from '../api/push'
import { inControlOrder } from '../modifiedList'
import { useAllPages } from '@/lib/useAllPages'

export const MODIFIED_KEY = ['push', 'modified']

/** Every modified statement, arriving page by page. */
export function useModified() {
  const query = useInfiniteQuery({
    queryKey: MODIFIED_KEY,
    queryFn: ({ pageParam, signal }) => listModified(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  const retry = useAllPages(query)
  const pages = query.data?.pages
  const statements = useMemo(() => inControlOrder((pages ?? []).flatMap((page) => page.statements)), [pages])
  return {
    statements,
    total: pages?.at(-1)?.total_count ?? 0,
    isLoading: query.isPending,
    /** False while pages are on their way, or after one could not be read. */
    isComplete: query.isSuccess && !query.hasNextPage,
    error: query.error,
    retry,
  }
}

export type ModifiedStatements = ReturnType<typeof useModified>
