import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useAllPages } from '@/lib/useAllPages'
import { listSystems } from '../api/systems'

export const SYSTEMS_KEY = ['systems']

/** Every system that ServiceNow lists, by name, arriving page by page. */
export function useSystems(enabled = true) {
  const query = useInfiniteQuery({
    queryKey: SYSTEMS_KEY,
    queryFn: ({ pageParam, signal }) => listSystems(pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled,
  })
  const retry = useAllPages(query)
  const pages = query.data?.pages
  const systems = useMemo(
    () =>
      (pages ?? [])
        .flatMap((page) => page.systems)
        .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true })),
    [pages],
  )
  return {
    systems,
    isLoading: query.isPending,
    isComplete: query.isSuccess && !query.hasNextPage,
    error: query.error,
    retry,
  }
}
