import { useParams } from '@tanstack/react-router'
import { PageTitle } from '@/components/PageTitle'
import { PushReport } from '@/features/push/print/PushReport'

export function PushReportPage() {
  const { jobId } = useParams({ from: '/push/$jobId/print' })
  return (
    <>
      <PageTitle title="Report of a push to ServiceNow" />
      <PushReport key={jobId} jobId={jobId} />
    </>
  )
}
