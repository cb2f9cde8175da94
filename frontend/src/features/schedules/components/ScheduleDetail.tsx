import { Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { ProblemAlert } from '@/components/ProblemAlert'
import { RelativeTime } from '@/components/RelativeTime'
import { useSession } from '@/lib/useSession'
import { words } from '@/lib/words.gen'
import { runsQuery } from '../api/queries'
import type { Schedule } from '../types'
import { NextRuns } from './NextRuns'
import { RunList } from './RunList'
import { RunStrip } from './RunStrip'
import { ScheduleActions } from './ScheduleActions'

/** One schedule: what it does, when it is due, and what became of its last runs. */
export function ScheduleDetail({ schedule }: { schedule: Schedule }) {
  const { can } = useSession()
  const { data, error, refetch } = useQuery(runsQuery(schedule.id))
  const runs = data?.runs ?? []
  return (
    <Stack gap="md">
      <div>
        <Text>
          {schedule.enabled ? schedule.sentence : `Switched off. When on: ${schedule.sentence ?? ''}`}
        </Text>
        <Text size="sm" c="dimmed">
          {schedule.expression}, {schedule.time_zone}. People are told:{' '}
          {words.Notify[schedule.notify].label.toLowerCase()}.
        </Text>
        <Text size="sm" c="dimmed">
          Last saved by {schedule.updated_by} <RelativeTime at={schedule.updated_at} />, for whom it runs.
        </Text>
        {can('schedules') && <ScheduleActions schedule={schedule} />}
      </div>
      <section>
        <Title order={2} size="h4" mb="xs">
          Next runs
        </Title>
        <NextRuns
          times={schedule.next_runs}
          clockChanges={schedule.clock_changes}
          timeZone={schedule.time_zone}
        />
      </section>
      <section>
        <Title order={2} size="h4" mb="xs">
          Last runs
        </Title>
        {error && <ProblemAlert error={error} onRetry={() => void refetch()} />}
        {data && runs.length === 0 && <Text c="dimmed">It has not run yet.</Text>}
        {runs.length > 0 && (
          <Stack gap="md">
            <RunStrip runs={runs} />
            <RunList runs={runs} />
          </Stack>
        )}
      </section>
    </Stack>
  )
}
