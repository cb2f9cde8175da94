import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useEffect } from 'react'

type Pages = Pick<
  UseInfiniteQueryResult,
  'data' | 'hasNextPage' | 'isFetching' | 'isError' | 'isFetchNextPageError' | 'fetchNextPage' | 'refetch'
>

/** Reads page after page until the last one. Gives what tries again after a failure, where it stopped. */
export function useAllPages(query: Pages): () => void {
  const { data, hasNextPage, isFetching, isError, isFetchNextPageError, fetchNextPage, refetch } = query

  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage()
    // A page may come so quickly that nothing was drawn in between: only `data` tells then.
  }, [data, hasNextPage, isFetching, isError, fetchNextPage])

  return () => void (isFetchNextPageError ? fetchNextPage() : refetch())
}
