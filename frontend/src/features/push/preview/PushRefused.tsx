import { Anchor, Button, Group, List, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import { asProblem } from '@/lib/problem'
import { countedStatements } from '@/lib/counted'
import { refusalsOf } from './refusals'

interface PushRefusedProps {
  error: unknown
  included: readonly string[]
  /** Statements of which the list says already that they would be refused. */
  gone: readonly string[]
  onExclude: (ids: readonly string[]) => void
  onCheckAgain: () => void
  onRetry: () => void
}

/** Why the push was not, or could not be, started; and the ways on. */
export function PushRefused(props: PushRefusedProps) {
  const { error, included, gone, onExclude, onCheckAgain, onRetry } = props
  const problem = error ? asProblem(error) : null
  const refusals = problem ? refusalsOf(problem, included) : []
  const ids = refusals.length > 0 ? refusals.map(({ id }) => id) : gone

  if (problem?.code === 'not_connected') return <NotConnected detail={problem.detail} />
  if (ids.length > 0) {
    return (
      <Notice
        role="alert"
        tone="danger"
        title={`Nothing was pushed: ${countedStatements(ids.length)} cannot be pushed now`}
        action={
          <Group gap="xs">
            <Button variant="default" size="compact-md" onClick={() => onExclude(ids)}>
              Leave {ids.length === 1 ? 'it' : `these ${ids.length}`} out
            </Button>
            <Button variant="default" size="compact-md" onClick={onCheckAgain}>
              Check for conflicts again
            </Button>
          </Group>
        }
      >
        <Reasons reasons={refusals.map(({ reason }) => reason)} />
      </Notice>
    )
  }
  if (!problem) return null
  const title = problem.isTemporary
    ? 'It is not known yet whether the push was started'
    : 'The push was not started'
  return (
    <>
      <ProblemAlert title={title} error={problem} onRetry={onRetry} />
      {problem.isTemporary && (
        <Text size="sm" mt="xs">
          Trying again is safe: it starts this push once, or leads to the one that was started.
        </Text>
      )}
    </>
  )
}

function Reasons({ reasons }: { reasons: string[] }) {
  if (reasons.length === 0) {
    return <Text size="sm">Pushed, discarded or found in conflict since they were checked.</Text>
  }
  return (
    <List size="sm" mah={200} style={{ overflowY: 'auto' }}>
      {reasons.map((reason) => (
        <List.Item key={reason}>{reason}</List.Item>
      ))}
    </List>
  )
}

function NotConnected({ detail }: { detail: string }) {
  return (
    <Notice role="alert" tone="danger" title="Nothing was pushed: ServiceNow is not connected">
      <Text size="sm">{detail}</Text>
      <Anchor component={Link} to="/connection" size="sm">
        Open the connection
      </Anchor>
    </Notice>
  )
}
