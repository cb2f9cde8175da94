import { Stack, Table, Text } from '@mantine/core'
import { EmptyState } from '@/components/EmptyState'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import type { ConnectionView } from '@/lib/calls/getConnection'
import { connectionStatusLook } from '../hooks/useConnectionStatus'
import { formatInWords } from '../textFormat'

interface ConnectionSummaryProps {
  connection: ConnectionView
  /** Why there is nothing to change here. */
  reason: string
}

/** The settings for those who may only read them. */
export function ConnectionSummary({ connection, reason }: ConnectionSummaryProps) {
  if (!connection.instance_url) {
    return <EmptyState title="ServiceNow is not connected yet">{reason}</EmptyState>
  }
  const { tone, label, meaning, lastTestAt } = connectionStatusLook(connection)
  return (
    <Stack maw={720}>
      <Text>{reason}</Text>
      <Table variant="vertical" withTableBorder>
        <Table.Tbody>
          <Table.Tr>
            <Table.Th scope="row">Status</Table.Th>
            <Table.Td>
              <StatusBadge tone={tone} label={label} /> {meaning}{' '}
              {lastTestAt && (
                <>
                  Tested <RelativeTime at={lastTestAt} />.
                </>
              )}
            </Table.Td>
          </Table.Tr>
          <Row label="Instance" value={connection.instance_url} />
          <Row label="Table" value={connection.table} />
          <Row label="Text field" value={connection.content_field} />
          <Row label="It holds" value={formatInWords(connection)} />
        </Table.Tbody>
      </Table>
    </Stack>
  )
}

function Row({ label, value }: { label: string; value: string | null | undefined }) {
  return (
    <Table.Tr>
      <Table.Th scope="row">{label}</Table.Th>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
    </Table.Tr>
  )
}
