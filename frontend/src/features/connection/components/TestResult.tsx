import { Group, List, Stack, Table, Text } from '@mantine/core'
import { StatusBadge } from '@/components/StatusBadge'
import type { StatusLook } from '@/components/statuses'
import type { ConnectionTest } from '../api/testConnection'
import { AUTH_CHOICES } from '../presets'
import type { Settings } from '../settings'
import { formatInWords } from '../textFormat'

const STEPS: Record<string, string> = {
  reachable: 'Instance reachable',
  signed_in: 'Signed in',
  table_readable: 'Table readable',
  text_field_present: 'Text field present',
}

interface TestResultProps {
  result: ConnectionTest
  settings: Settings
}

/** How far the test came, what to do about each no, and what was found. */
export function TestResult({ result, settings }: TestResultProps) {
  return (
    <Stack gap="sm">
      <List type="ordered" listStyleType="none" spacing="sm" aria-label="Steps of the test">
        {result.steps.map((step) => (
          <List.Item key={step.name}>
            <Stack gap={2}>
              <Group gap="xs">
                <StatusBadge {...lookOf(step.ok)} />
                <Text fw={600}>{STEPS[step.name] ?? step.name}</Text>
              </Group>
              {step.ok !== null && <Text size="sm">{step.detail}</Text>}
              {step.fix && (
                <Text size="sm">
                  <b>What to do:</b> {step.fix}
                </Text>
              )}
            </Stack>
          </List.Item>
        ))}
      </List>
      {result.status === 'connected' && <Found result={result} settings={settings} />}
    </Stack>
  )
}

function Found({ result, settings }: TestResultProps) {
  const method = AUTH_CHOICES.find(({ value }) => value === settings.auth_method)?.label ?? ''
  const facts: [string, string][] = [
    ['Account', `${settings.username || settings.client_id} (${method})`],
    ['Text field', `${settings.table}.${settings.content_field}`],
    [
      'It holds',
      formatInWords({ text_format: settings.text_format, text_format_found: result.text_format_found }),
    ],
  ]
  return (
    <Table variant="vertical" withTableBorder aria-label="What the test found">
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row" w="8rem">
              {name}
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}

function lookOf(ok: boolean | null): StatusLook {
  if (ok === null) return { tone: 'neutral', label: 'Not tried' }
  return ok ? { tone: 'success', label: 'Yes' } : { tone: 'danger', label: 'No' }
}
