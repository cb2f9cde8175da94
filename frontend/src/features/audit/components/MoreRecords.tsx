import { Button, Group } from '@mantine/core'
import { useInViewport } from '@mantine/hooks'
import { useEffect } from 'react'
import { ProblemAlert } from '@/components/ProblemAlert'
import type { useRecords } from '../hooks/useRecords'

/** Under a list: loads the next page when it is scrolled to, or by its button. A failure is not repeated by itself. */
export function MoreRecords({ list }: { list: ReturnType<typeof useRecords> }) {
  const { error, hasNextPage, isFetching, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list
  const { ref, inViewport } = useInViewport<HTMLDivElement>()
  const isWanted = inViewport && hasNextPage && !isFetching && !isFetchNextPageError

  useEffect(() => {
    if (isWanted) void fetchNextPage()
  }, [isWanted, fetchNextPage])

  const load = () => void fetchNextPage()
  if (isFetchNextPageError) {
    return <ProblemAlert title="More records could not be loaded" error={error} onRetry={load} />
  }
  if (!hasNextPage) return null
  return (
    <Group ref={ref} justify="center" mt="md">
      <Button variant="default" loading={isFetchingNextPage} onClick={load}>
        Load more
      </Button>
    </Group>
  )
}
