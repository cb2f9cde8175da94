import { useParams } from '@tanstack/react-router'
import { PageTitle } from '@/components/PageTitle'
import { PushJob } from '@/features/push/components/PushJob'

export function PushJobPage() {
  const { jobId } = useParams({ from: '/push/$jobId' })
  return (
    <>
      <PageTitle title="Push" />
      <PushJob key={jobId} jobId={jobId} />
    </>
  )
}
