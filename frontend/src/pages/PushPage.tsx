import { useQuery } from '@tanstack/react-query'
import { PageTitle } from '@/components/PageTitle'
import { connectionQuery } from '@/lib/calls/getConnection'
import { PushWorkflow } from '@/features/push/wizard/PushWorkflow'
import { useSession } from '@/lib/useSession'

export function PushPage() {
  const { user } = useSession()
  const { data: connection } = useQuery(connectionQuery)
  const target = connection?.instance_url ? new URL(connection.instance_url).host : null
  return (
    <>
      <PageTitle title="Push" />
      {/* Somebody else who signs in on this page has a selection of their own. */}
      <PushWorkflow key={user?.name} target={target} />
    </>
  )
}
