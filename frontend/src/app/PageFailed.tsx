import { Button, Group, Text } from '@mantine/core'
import { useRouter, type ErrorComponentProps } from '@tanstack/react-router'
import { useEffect } from 'react'
import { PageTitle } from '@/components/PageTitle'

/** Shown in place of a page that broke; the rest of the app goes on. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const router = useRouter()

  useEffect(() => {
    console.error(error)
  }, [error])

  const tryAgain = () => {
    reset()
    void router.invalidate()
  }

  return (
    <>
      <PageTitle title="This page could not be shown" />
      <Text mb="md">
        Nothing was changed in ServiceNow by this. Try again, or load the app anew if it was updated
        meanwhile.
      </Text>
      <Group>
        <Button onClick={tryAgain}>Try again</Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          Load the app anew
        </Button>
      </Group>
    </>
  )
}
