import { Anchor, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { UnreadableNotice } from '@/components/UnreadableNotice'
import { useAllPages } from '@/lib/useAllPages'
import { schedulesQuery } from '../api/queries'
import { KINDS, kindOf } from '../runLook'
import type { Schedule } from '../types'
import styles from './ScheduleList.module.css'

/** What is pushed by itself. */
export function ScheduleList() {
  const query = useInfiniteQuery(schedulesQuery)
  const retry = useAllPages(query)
  const { data, error, isPending } = query
  const schedules = data?.pages.flatMap((page) => page.schedules) ?? []

  return (
    <>
      {error && <ProblemAlert title="The schedules could not be loaded" error={error} onRetry={retry} />}
      <UnreadableNotice pages={data?.pages} />
      {isPending && <LoadingRows rows={4} label="Loading the schedules" />}
      {data && schedules.length === 0 && (
        <EmptyState title="Nothing is pushed by itself">
          An administrator can push what was saved by then on every weekday at ten in the evening, say.
        </EmptyState>
      )}
      {schedules.length > 0 && (
        // Not Mantine's table, which would bring 20 kB along.
        // What is scrolled by touch or mouse, the keyboard must reach.
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <div className={styles.scroll} role="group" aria-label="Schedules" tabIndex={0}>
          <table aria-label="Schedules">
            <thead>
              <tr>
                <th scope="col">Schedule</th>
                <th scope="col">When</th>
                <th scope="col">Next run</th>
                <th scope="col">Last run</th>
              </tr>
            </thead>
            <tbody>
              {schedules.map((schedule) => (
                <Row key={schedule.id} schedule={schedule} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function Row({ schedule }: { schedule: Schedule }) {
  const { id, name, expression, time_zone, enabled, next_runs, last_run } = schedule
  const next = next_runs[0]
  return (
    <tr>
      <td>
        <Anchor
          fw={600}
          renderRoot={(props) => <Link {...props} to="/schedules/$scheduleId" params={{ scheduleId: id }} />}
        >
          {name}
        </Anchor>
      </td>
      <td>
        {expression}
        <Text size="sm" c="dimmed">
          {time_zone}
        </Text>
      </td>
      <td>{!enabled ? 'Switched off' : next ? <RelativeTime at={next} /> : 'Never again'}</td>
      <td>{last_run ? <StatusBadge {...KINDS[kindOf(last_run)]} /> : 'None yet'}</td>
    </tr>
  )
}
