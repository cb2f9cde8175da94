import { skipToken, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { answerOf, api } from '@/lib/api'
import { useAllPages } from '@/lib/useAllPages'

/** Texts are long, and a page of them must fit into one answer. */
const PAGE = 50

interface Position {
  status: 'modified' | 'conflict'
  cursor: string | null
}

const START: Position = { status: 'modified', cursor: null }

function searchModifiedTexts(text: string, { status, cursor }: Position, signal: AbortSignal) {
  const query = { q: text, sync_status: status, limit: PAGE, cursor }
  return answerOf(api.GET('/api/v1/statements', { params: { query }, signal }))
}

/** The modified statements whose whole text has the words, arriving page by page; none for no words. */
export function useTextSearch(text: string | undefined) {
  const sought = text?.trim() ?? ''
  const query = useInfiniteQuery({
    queryKey: ['push', 'search', sought],
    queryFn:
      sought === '' ? skipToken : ({ pageParam, signal }) => searchModifiedTexts(sought, pageParam, signal),
    initialPageParam: START,
    getNextPageParam: ({ next_cursor }, _pages, { status }): Position | undefined => {
      if (next_cursor !== null) return { status, cursor: next_cursor }
      return status === 'modified' ? { status: 'conflict', cursor: null } : undefined
    },
  })
  const retry = useAllPages(query)
  const pages = query.data?.pages
  const foundIds = useMemo(
    () => new Set((pages ?? []).flatMap((page) => page.statements).map(({ id }) => id)),
    [pages],
  )
  const isComplete = sought === '' || (query.isSuccess && !query.hasNextPage)
  return { foundIds, isSearching: !isComplete && !query.error, error: query.error, retry }
}
