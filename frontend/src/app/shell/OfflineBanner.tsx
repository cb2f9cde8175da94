import { useNetwork } from '@mantine/hooks'
import { Notice } from '@/components/Notice'

export function OfflineBanner() {
  const { online } = useNetwork()
  if (online) return null
  return (
    <Notice role="status" tone="warning" title="You are offline.">
      What you see may be out of date, and nothing can be saved to the server until the network is back. A
      push that is running goes on without you.
    </Notice>
  )
}
