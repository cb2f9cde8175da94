import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api, type Schemas } from '@/lib/api'
import { useAllPages } from '@/lib/useAllPages'

export type System = Schemas['System']
export type ServiceNowProblem = Schemas['ServiceNowProblem']

const PAGE = 200

export const SYSTEMS_KEY = ['systems']

function getSystems(cursor: string | null, signal: AbortSignal) {
  return answerOf(api.GET('/api/v1/systems', { params: { query: { limit: PAGE, cursor } }, signal }))
}

/** Every system that ServiceNow lists or that was pulled before, by name, arriving page by page. */
export function useSystems(enabled = true) {
  const query = useInfiniteQuery({
    queryKey: SYSTEMS_KEY,
    queryFn: ({ pageParam, signal }) => getSystems(pageParam, signal),
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
    /** Why ServiceNow could not be asked, so that only what was pulled is listed. */
    problem: useMemo(() => problemIn(pages ?? []), [pages]),
    isLoading: query.isPending,
    isComplete: query.isSuccess && !query.hasNextPage,
    error: query.error,
    retry,
    /** Asks ServiceNow again for all of them. */
    refresh: () => void query.refetch(),
  }
}

function problemIn(pages: readonly Schemas['SystemList'][]): ServiceNowProblem | null {
  const [problem] = pages.flatMap(({ servicenow }) => (servicenow === 'reachable' ? [] : [servicenow]))
  return problem ?? null
}
