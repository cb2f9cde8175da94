import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { LoadingRows } from '@/components/LoadingRows'
import { PageTitle } from '@/components/PageTitle'
import { ProblemAlert } from '@/components/ProblemAlert'
import { scheduleQuery } from '@/features/schedules/api/queries'
import { ScheduleDetail } from '@/features/schedules/components/ScheduleDetail'

export function SchedulePage() {
  const { scheduleId } = useParams({ from: '/schedules/$scheduleId' })
  const { data, error, isPending, refetch } = useQuery(scheduleQuery(scheduleId))
  return (
    <>
      <PageTitle title={data?.name ?? 'Schedule'} />
      {error && (
        <ProblemAlert title="The schedule could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      {isPending && <LoadingRows rows={6} label="Loading the schedule" />}
      {data && <ScheduleDetail schedule={data} />}
    </>
  )
}
