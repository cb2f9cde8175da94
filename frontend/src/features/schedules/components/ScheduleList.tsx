import { Anchor, Table, Text } from '@mantine/core'
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
        <Table.ScrollContainer minWidth={560}>
          <Table aria-label="Schedules" verticalSpacing="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Schedule</Table.Th>
                <Table.Th scope="col">When</Table.Th>
                <Table.Th scope="col">Next run</Table.Th>
                <Table.Th scope="col">Last run</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {schedules.map((schedule) => (
                <Row key={schedule.id} schedule={schedule} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </>
  )
}

function Row({ schedule }: { schedule: Schedule }) {
  const { id, name, expression, time_zone, enabled, next_runs, last_run } = schedule
  const next = next_runs[0]
  return (
    <Table.Tr>
      <Table.Td>
        <Anchor
          fw={600}
          renderRoot={(props) => <Link {...props} to="/schedules/$scheduleId" params={{ scheduleId: id }} />}
        >
          {name}
        </Anchor>
      </Table.Td>
      <Table.Td>
        {expression}
        <Text size="sm" c="dimmed">
          {time_zone}
        </Text>
      </Table.Td>
      <Table.Td>{!enabled ? 'Switched off' : next ? <RelativeTime at={next} /> : 'Never again'}</Table.Td>
      <Table.Td>{last_run ? <StatusBadge {...KINDS[kindOf(last_run)]} /> : 'None yet'}</Table.Td>
    </Table.Tr>
  )
}
