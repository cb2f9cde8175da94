import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api } from '@/lib/api'
import { naturalOrder } from '@/lib/naturalOrder'
import { useAllPages } from '@/lib/useAllPages'

/** The API's largest page. */
const PAGE = 200

export function getPushResults(jobId: string, cursor: string | null, signal: AbortSignal) {
  const params = { path: { job_id: jobId }, query: { limit: PAGE, cursor } }
  return answerOf(api.GET('/api/v1/push/{job_id}/results', { params, signal }))
}

/** Every result of a job that has ended, arriving page by page. */
export function usePushResults(jobId: string) {
  return useResultPages(jobId, {
    queryKey: ['push', 'results', jobId],
    staleTime: Infinity,
  })
}

const POLL_MS = 3000

/** The results that a running job has so far, read again every three seconds. */
export function useResultsSoFar(jobId: string) {
  return useResultPages(jobId, {
    queryKey: ['push', 'results-so-far', jobId],
    refetchInterval: POLL_MS,
    gcTime: 0,
  })
}

interface ResultOptions {
  queryKey: string[]
  staleTime?: number
  gcTime?: number
  refetchInterval?: number
}

function useResultPages(jobId: string, options: ResultOptions) {
  const query = useInfiniteQuery({
    ...options,
    queryFn: ({ pageParam, signal }) => getPushResults(jobId, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  const retry = useAllPages(query)
  const pages = query.data?.pages
  const results = useMemo(
    () =>
      (pages ?? [])
        .flatMap((page) => page.results)
        .sort((a, b) => naturalOrder.compare(a.control_id, b.control_id)),
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
