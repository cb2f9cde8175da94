import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'

type Pages = Pick<
  UseInfiniteQueryResult,
  'hasNextPage' | 'isFetching' | 'isError' | 'isFetchNextPageError' | 'fetchNextPage' | 'refetch'
>

/** Reads page after page until the last one. Gives what tries again after a failure, where it stopped. */
export function useAllPages(query: Pages): () => void {
  const { hasNextPage, isFetching, isError, isFetchNextPageError, fetchNextPage, refetch } = query

  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
  }, [hasNextPage, isFetching, isError, fetchNextPage])

  return () => void (isFetchNextPageError ? fetchNextPage() : refetch())
}
