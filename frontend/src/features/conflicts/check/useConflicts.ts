import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useAllPages } from '@/lib/useAllPages'
import { checkBatch, inBatches } from './checkBatch'

/** Compares the statements with ServiceNow, batch after batch, anew each time the step is entered. */
export function useConflicts(statementIds: readonly string[]) {
  const [run] = useState(() => crypto.randomUUID())
  const batches = useMemo(() => inBatches(statementIds), [statementIds])
  const query = useInfiniteQuery({
    queryKey: ['push', 'check-all', run],
    queryFn: ({ pageParam, signal }) => checkBatch(batches[pageParam] ?? [], signal),
    initialPageParam: 0,
    getNextPageParam: (_page, _pages, batch) => (batch + 1 < batches.length ? batch + 1 : undefined),
    // What was resolved since would look like a conflict again.
    staleTime: Infinity,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const retry = useAllPages(query)
  const pages = query.data?.pages
  const checks = useMemo(() => (pages ?? []).flat(), [pages])
  return {
    checks,
    isComplete: query.isSuccess && !query.hasNextPage,
    /** Why the batch after `checks` has no answer. */
    error: query.isFetching ? null : query.error,
    retry,
  }
}
