import { useQuery } from '@tanstack/react-query'
import { PageTitle } from '@/components/PageTitle'
import { connectionQuery } from '@/features/connection/api/connection'
import { PushWizard } from '@/features/push/components/PushWizard'

export function PushPage() {
  const { data: connection } = useQuery(connectionQuery)
  const target = connection?.instance_url ? new URL(connection.instance_url).host : null
  return (
    <>
      <PageTitle title="Push" />
      <PushWizard target={target} />
    </>
  )
}
