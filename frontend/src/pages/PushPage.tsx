import { useQuery } from '@tanstack/react-query'
import { PageTitle } from '@/components/PageTitle'
import { connectionQuery } from '@/features/connection/api/getConnection'
import { PushWorkflow } from '@/features/push/wizard/PushWorkflow'

export function PushPage() {
  const { data: connection } = useQuery(connectionQuery)
  const target = connection?.instance_url ? new URL(connection.instance_url).host : null
  return (
    <>
      <PageTitle title="Push" />
      <PushWorkflow target={target} />
    </>
  )
}
