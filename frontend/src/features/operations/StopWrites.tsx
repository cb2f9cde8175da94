import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Suspense } from 'react'
import { lazyPart } from '@/components/lazyPart'
import { useSession } from '@/lib/useSession'
import { operationsQuery } from './api/getOperations'

const StopWritesDialog = lazyPart(async () => (await import('./StopWritesDialog')).StopWritesDialog)

/** For administrators, as long as writes are on. */
export function StopWrites() {
  const { data } = useQuery(operationsQuery)
  const { can } = useSession()
  const [isAsking, { open, close }] = useDisclosure(false)
  if (!can('operations') || data?.writes !== 'on') return null

  return (
    <>
      <Button variant="default" onClick={open}>
        Stop all writes to ServiceNow…
      </Button>
      {isAsking && (
        <Suspense>
          <StopWritesDialog onClose={close} />
        </Suspense>
      )}
    </>
  )
}
