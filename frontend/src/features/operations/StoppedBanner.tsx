import { Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { lazyPart } from '@/components/lazyPart'
import { RelativeTime } from '@/components/RelativeTime'
import { Notice } from '@/components/Notice'
import { useSession } from '@/lib/useSession'
import { operationsQuery } from './api/getOperations'

// It comes when writes are stopped, which is rare: no first page waits for it.
const ResumeButton = lazyPart(async () => (await import('./ResumeButton')).ResumeButton)

/** Says to everybody that nothing is written to ServiceNow; an administrator can end that here. */
export function StoppedBanner() {
  const { data } = useQuery(operationsQuery)
  const { can } = useSession()
  if (data?.writes !== 'off') return null

  return (
    <Suspense>
      <Notice
        role="status"
        tone="warning"
        title="All writes to ServiceNow are stopped. Pushes wait."
        action={can('operations') && <ResumeButton />}
      >
        <Text size="sm">
          {data.reason}
          {data.changed_by && ` — ${data.changed_by}, `}
          {data.changed_at && <RelativeTime at={data.changed_at} />}
        </Text>
        <Text size="sm">
          Editing, checking and pulling work as always. A push goes on by itself once an administrator allows
          writes again.
        </Text>
      </Notice>
    </Suspense>
  )
}
