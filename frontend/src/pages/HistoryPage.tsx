import { PageTitle } from '@/components/PageTitle'
import { History } from '@/features/history/components/History'

export function HistoryPage() {
  return (
    <>
      <PageTitle title="History" />
      <History />
    </>
  )
}
