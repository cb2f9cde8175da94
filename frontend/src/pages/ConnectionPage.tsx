import { PageTitle } from '@/components/PageTitle'
import { Connection } from '@/features/connection/components/Connection'

export function ConnectionPage() {
  return (
    <>
      <PageTitle title="Connection" />
      <Connection />
    </>
  )
}
