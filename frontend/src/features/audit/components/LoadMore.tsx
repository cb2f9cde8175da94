import { Button, Group } from '@mantine/core'
import { useInViewport } from '@mantine/hooks'
import { useEffect, useEffectEvent } from 'react'

interface LoadMoreProps {
  isLoading: boolean
  /** Loading failed: it is not tried again by itself. */
  hasFailed: boolean
  onLoad: () => void
}

/** Loads the next page when it is scrolled to, or by its button. */
export function LoadMore({ isLoading, hasFailed, onLoad }: LoadMoreProps) {
  const { ref, inViewport } = useInViewport<HTMLDivElement>()
  const load = useEffectEvent(onLoad)

  useEffect(() => {
    if (inViewport && !isLoading && !hasFailed) load()
  }, [inViewport, isLoading, hasFailed])

  return (
    <Group ref={ref} justify="center" mt="md">
      <Button variant="default" loading={isLoading} onClick={onLoad}>
        Load more
      </Button>
    </Group>
  )
}
