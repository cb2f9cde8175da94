import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'

/**
 * Goes on reading while the last page is empty and not the end: the API reads a bounded number of rows for a
 * page, and a rare one may lie far back. Tells whether it is still looking.
 */
export function useFilledPage<Page>(
  query: UseInfiniteQueryResult<InfiniteData<Page>>,
  isEmpty: (page: Page) => boolean,
): boolean {
  const { data, hasNextPage, isFetching, isError, fetchNextPage } = query
  const last = data?.pages.at(-1)
  const isLooking = last !== undefined && isEmpty(last) && hasNextPage && !isError

  useEffect(() => {
    if (isLooking && !isFetching) void fetchNextPage()
    // One empty page may follow another without anything being drawn: only `data` tells then.
  }, [data, isLooking, isFetching, fetchNextPage])

  return isLooking
}
