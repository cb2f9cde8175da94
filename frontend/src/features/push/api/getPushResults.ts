import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api, type Schemas } from '@/lib/api'
import { naturalOrder } from '@/lib/naturalOrder'
import { useAllPages } from '@/lib/useAllPages'
import type { PushItem } from '../types'

/** The API's largest page. */
const PAGE = 200
const POLL_MS = 3000
/** More for more items: each time all their pages are read, and a push takes so much longer, too. */
const POLL_MS_PER_ITEM = 5

export function getPushResults(jobId: string, withOpen: boolean, cursor: string | null, signal: AbortSignal) {
  const query = { limit: PAGE, cursor, ...(withOpen && { with_open: true }) }
  return answerOf(
    api.GET('/api/v1/push/{job_id}/results', { params: { path: { job_id: jobId }, query }, signal }),
  )
}

/** Every result of a job that has ended, arriving page by page. */
export function usePushResults(jobId: string) {
  const { pages, ...query } = useResultPages(jobId, {
    queryKey: ['push', 'results', jobId],
    staleTime: Infinity,
  })
  const results = useMemo(() => inOrder(pages.flatMap((page) => page.results)), [pages])
  return { results, ...query }
}

/** The items of a running job, done or not, read again every few seconds. */
export function useItemsSoFar(jobId: string, total: number) {
  const { pages, ...query } = useResultPages(jobId, {
    queryKey: ['push', 'items-so-far', jobId],
    withOpen: true,
    refetchInterval: Math.max(POLL_MS, POLL_MS_PER_ITEM * total),
    gcTime: 0,
  })
  const items = useMemo(
    () => inOrder(pages.flatMap((page): PushItem[] => [...page.results, ...page.open])),
    [pages],
  )
  return { items, ...query }
}

interface ResultOptions {
  queryKey: string[]
  withOpen?: boolean
  staleTime?: number
  gcTime?: number
  refetchInterval?: number
}

const NO_PAGES: Schemas['ResultList'][] = []

function useResultPages(jobId: string, { withOpen = false, ...options }: ResultOptions) {
  const query = useInfiniteQuery({
    ...options,
    queryFn: ({ pageParam, signal }) => getPushResults(jobId, withOpen, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })
  const retry = useAllPages(query)
  return {
    pages: query.data?.pages ?? NO_PAGES,
    isLoading: query.isPending,
    isComplete: query.isSuccess && !query.hasNextPage,
    error: query.error,
    retry,
  }
}

function inOrder<Item extends PushItem>(items: Item[]): Item[] {
  return items.sort(
    (one, other) =>
      naturalOrder.compare(one.control_id, other.control_id) ||
      naturalOrder.compare(one.system_name, other.system_name),
  )
}
