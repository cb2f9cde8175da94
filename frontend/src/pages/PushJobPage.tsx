import { Anchor } from '@mantine/core'
import { Link, useParams } from '@tanstack/react-router'
import { PageTitle } from '@/components/PageTitle'
import { PushJob } from '@/features/push/job/PushJob'

export function PushJobPage() {
  const { jobId } = useParams({ from: '/push/$jobId' })
  return (
    <>
      <PageTitle title="Push">
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/audit" search={{ job: jobId }} />}>
          Audit records of this push
        </Anchor>
      </PageTitle>
      <PushJob key={jobId} jobId={jobId} />
    </>
  )
}
