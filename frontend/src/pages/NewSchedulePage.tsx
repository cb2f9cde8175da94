import { useNavigate } from '@tanstack/react-router'
import { PageTitle } from '@/components/PageTitle'
import { ScheduleEditor } from '@/features/schedules/components/ScheduleEditor'
import { useSystems } from '@/features/statements/api/getSystems'

export function NewSchedulePage() {
  const navigate = useNavigate()
  const { systems } = useSystems()
  return (
    <>
      <PageTitle title="New schedule" />
      <ScheduleEditor
        systems={systems.map(({ system_id, name }) => ({ value: system_id, label: name || system_id }))}
        onSaved={({ id }) => void navigate({ to: '/schedules/$scheduleId', params: { scheduleId: id } })}
        onCancel={() => void navigate({ to: '/schedules' })}
      />
    </>
  )
}
