import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { listResults } from '../api/push'
import { useAllPages } from '@/lib/useAllPages'

const natural = new Intl.Collator('en', { numeric: true })

/** Every result of a job that has ended, arriving page by page. */
export function useResults(jobId: string) {
  const query = useInfiniteQuery({
    queryKey: ['push', 'results', jobId],
    queryFn: ({ pageParam, signal }) => listResults(jobId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    staleTime: Infinity,
  })
  const retry = useAllPages(query)
  const pages = query.data?.pages
  const results = useMemo(
    () =>
      (pages ?? [])
        .flatMap((page) => page.results)
        .sort((a, b) => natural.compare(a.control_id, b.control_id)),
    [pages],
  )
  return {
    results,
    isLoading: query.isPending,
    isComplete: query.isSuccess && !query.hasNextPage,
    error: query.error,
    retry,
  }
}
