import { useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { LoadingRows } from '@/components/LoadingRows'
import { PageTitle } from '@/components/PageTitle'
import { ProblemAlert } from '@/components/ProblemAlert'
import { scheduleQuery } from '@/features/schedules/api/queries'
import { ScheduleEditor } from '@/features/schedules/components/ScheduleEditor'
import { useSystems } from '@/features/statements/api/getSystems'

export function ScheduleEditPage() {
  const { scheduleId } = useParams({ from: '/schedules/$scheduleId/edit' })
  const navigate = useNavigate()
  const { data, error } = useQuery(scheduleQuery(scheduleId))
  const { systems } = useSystems()
  const back = () => void navigate({ to: '/schedules/$scheduleId', params: { scheduleId } })
  return (
    <>
      <PageTitle title={data ? `Change ${data.name}` : 'Change a schedule'} />
      {error && <ProblemAlert title="The schedule could not be loaded" error={error} />}
      {data ? (
        <ScheduleEditor
          schedule={data}
          systems={systems.map(({ system_id, name }) => ({ value: system_id, label: name || system_id }))}
          onSaved={back}
          onCancel={back}
        />
      ) : (
        !error && <LoadingRows rows={6} label="Loading the schedule" />
      )}
    </>
  )
}
