import { Table, Text } from '@mantine/core'
import { Notice } from '@/components/Notice'
import type { Schemas } from '@/lib/api'
import { OWN_ZONE, zonedTime } from '../zonedTime'

interface NextRunsProps {
  times: readonly string[]
  clockChanges: readonly Schemas['ClockChange'][]
  timeZone: string
}

/** The next runs in the schedule's time and in the reader's, and what the clocks do to them. */
export function NextRuns({ times, clockChanges, timeZone }: NextRunsProps) {
  if (times.length === 0 && clockChanges.length === 0) return <Text c="dimmed">No run is due.</Text>
  return (
    <>
      <Table aria-label="Next runs" withRowBorders={false} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{timeZone}</Table.Th>
            {timeZone !== OWN_ZONE && <Table.Th scope="col">Your time ({OWN_ZONE})</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {times.map((at) => (
            <Table.Tr key={at}>
              <Table.Td>{zonedTime(at, timeZone)}</Table.Td>
              {timeZone !== OWN_ZONE && <Table.Td>{zonedTime(at)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {clockChanges.map((change) => (
        <Notice key={change.local} tone="warning" title={clockTitle(change)}>
          <Text size="sm">{clockText(change)}</Text>
        </Notice>
      ))}
    </>
  )
}

function clockTitle({ local, kind }: Schemas['ClockChange']): string {
  const when = local.replace('T', ' ').slice(0, 16)
  return kind === 'missing' ? `${when} does not exist there` : `${when} comes twice there`
}

function clockText({ kind }: Schemas['ClockChange']): string {
  return kind === 'missing'
    ? 'The clocks are put forward over it, so the run of that day is left out.'
    : 'The clocks are put back over it: it runs once, at the first of the two.'
}
