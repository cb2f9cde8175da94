import { Button, Text } from '@mantine/core'
import { Notice } from './Notice'

/** Stands in place of a part of the app that could not be loaded. */
export function PartMissing() {
  return (
    <Notice
      role="alert"
      tone="warning"
      title="This part of the app could not be loaded"
      action={
        <Button variant="default" size="compact-md" onClick={() => window.location.reload()}>
          Load the app anew
        </Button>
      }
    >
      <Text size="sm">
        The network is away, or the app was updated meanwhile. Nothing was changed in ServiceNow by this. When
        you are online again, load the app anew: drafts and selections are kept.
      </Text>
    </Notice>
  )
}
