import type { NotificationData } from '@mantine/notifications'

let isWanted = false
const listeners = new Set<() => void>()

/** Whether there was a message yet: what shows them is loaded with the first one. */
export function areToastsWanted(): boolean {
  return isWanted
}

export function onToastsWanted(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Says something over the page, for a while. Without a network at the first message there is nothing to say it with. */
export async function showToast(message: NotificationData): Promise<void> {
  isWanted = true
  for (const listener of listeners) listener()
  try {
    const { notifications } = await import('@mantine/notifications')
    notifications.show(message)
  } catch (error) {
    console.error(error)
  }
}
