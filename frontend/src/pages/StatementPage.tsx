import { PageTitle } from '@/components/PageTitle'

export function StatementPage() {
  return <PageTitle title="Statement" />
}
