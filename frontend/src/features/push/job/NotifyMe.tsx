import { Button, Text } from '@mantine/core'
import { useState } from 'react'
import { notificationPermission } from './endNotification'

/** Asks the browser's permission to say when a push has ended while its window is out of sight. */
export function NotifyMe() {
  const [permission, setPermission] = useState(notificationPermission)
  if (permission === null) return null
  if (permission !== 'default') {
    return (
      <Text size="sm" c="dimmed">
        {permission === 'granted'
          ? 'Your browser notifies you when your push has ended, as long as a window of this app is open.'
          : 'Notifications are switched off for this site in your browser’s settings.'}
      </Text>
    )
  }
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      onClick={() => void Notification.requestPermission().then(setPermission)}
    >
      Notify me when it ends
    </Button>
  )
}
