import { Button, Card, Group, List, Stack, Text, Title } from '@mantine/core'
import { ProblemAlert } from '@/components/ProblemAlert'
import { StatusBadge } from '@/components/StatusBadge'
import type { StatusLook } from '@/components/statuses'
import { useTestConnection, type ConnectionTest } from '../api/testConnection'

const STEPS: Record<string, string> = {
  reachable: 'Instance reachable',
  signed_in: 'Signed in',
  table_readable: 'Table readable',
  text_field_present: 'Text field present',
}

/** Runs the test of the stored settings and shows how far it came. */
export function ConnectionTestCard({ whyNot }: { whyNot: string | null }) {
  const test = useTestConnection()
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          Test
        </Title>
        <Button
          variant="default"
          onClick={() => test.mutate()}
          loading={test.isPending}
          disabled={whyNot !== null}
        >
          Test connection
        </Button>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {whyNot ?? 'Reads one record. Nothing is written to ServiceNow.'}
      </Text>
      {test.isError && (
        <ProblemAlert error={test.error} title="The test could not run" onRetry={() => test.mutate()} />
      )}
      <div role="status">{test.data && <Steps steps={test.data.steps} />}</div>
    </Card>
  )
}

type Step = ConnectionTest['steps'][number]

function Steps({ steps }: { steps: readonly Step[] }) {
  return (
    <List type="ordered" listStyleType="none" spacing="sm" aria-label="Steps of the test">
      {steps.map((step) => (
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
  )
}

function lookOf(ok: boolean | null): StatusLook {
  if (ok === null) return { tone: 'neutral', label: 'Not tried' }
  return ok ? { tone: 'success', label: 'Yes' } : { tone: 'danger', label: 'No' }
}
