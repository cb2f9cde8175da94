import { Anchor, CloseButton, Group, Progress, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import type { usePull } from '../hooks/usePull'
import { pullInWords, pullTone } from '../pullInWords'
import { PullProblems } from './PullProblems'

/** How far a pull is, and afterwards what it found; nothing while there is none. */
export function PullProgress({
  pulling,
  systemId,
}: {
  pulling: ReturnType<typeof usePull>
  systemId: string
}) {
  const { pull, error, isRunning, forget } = pulling
  if (error) return <ProblemAlert error={error} title="The pull could not be started or followed" />
  if (isRunning) return <Running pulled={pull?.pulled ?? 0} total={pull?.total ?? 0} />
  if (!pull) return null

  return (
    <Notice
      role="status"
      tone={pullTone(pull)}
      title={pull.status === 'failed' ? 'The pull did not finish' : 'Pulled'}
      action={<CloseButton aria-label="Hide the result" size="sm" onClick={forget} />}
    >
      {pullInWords(pull)}{' '}
      {pull.conflicts > 0 && (
        <Anchor
          underline="always"
          renderRoot={(props) => (
            <Link {...props} to="/systems/$systemId" params={{ systemId }} search={{ status: 'conflict' }} />
          )}
        >
          Show the conflicts
        </Anchor>
      )}
      <PullProblems problems={pull.problems} systemId={systemId} />
    </Notice>
  )
}

function Running({ pulled, total }: { pulled: number; total: number }) {
  const percent = total > 0 ? (100 * pulled) / total : 100
  const words = total > 0 ? `${pulled} of ${total} read` : 'Asking ServiceNow…'
  return (
    <Stack gap={4} maw={480}>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {words}
        </Text>
      </Group>
      <Progress.Root size="sm">
        <Progress.Section
          value={percent}
          animated={total === 0}
          // Its own would tell 100 % while nobody knows how many there are.
          withAria={false}
          role="progressbar"
          aria-label="Pull"
          aria-valuetext={words}
          {...(total > 0 && { 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': percent })}
        />
      </Progress.Root>
    </Stack>
  )
}
