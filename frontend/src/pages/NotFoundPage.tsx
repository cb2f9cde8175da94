import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { PageTitle } from '@/components/PageTitle'

export function NotFoundPage() {
  return (
    <>
      <PageTitle title="Page not found" />
      <Text>
        There is no page at this address. Check the link, or{' '}
        <Anchor component={Link} to="/" underline="always">
          start from the first page
        </Anchor>
        .
      </Text>
    </>
  )
}
