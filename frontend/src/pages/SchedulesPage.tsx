import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { PageTitle } from '@/components/PageTitle'
import { ScheduleList } from '@/features/schedules/components/ScheduleList'
import { useSession } from '@/lib/useSession'

export function SchedulesPage() {
  const { can } = useSession()
  return (
    <>
      <PageTitle title="Schedules">
        {can('schedules') && (
          <Button renderRoot={(props) => <Link {...props} to="/schedules/new" />}>New schedule</Button>
        )}
      </PageTitle>
      <ScheduleList />
    </>
  )
}
