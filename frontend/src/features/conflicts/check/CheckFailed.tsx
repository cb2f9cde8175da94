import { Anchor, Group } from '@mantine/core'
import { ProblemAlert } from '@/components/ProblemAlert'
import { countedStatements } from '@/lib/counted'

interface CheckFailedProps {
  error: unknown
  done: number
  total: number
  onRetry: () => void
  onGoOn: () => void
}

/** A part of the check has no answer. What was checked before is kept. */
export function CheckFailed({ error, done, total, onRetry, onGoOn }: CheckFailedProps) {
  return (
    <>
      <ProblemAlert
        title={`${countedStatements(total - done)} could not be compared with ServiceNow`}
        error={error}
        onRetry={onRetry}
      />
      <Group my="sm">
        {done > 0 && (
          <Anchor component="button" type="button" size="sm" underline="always" onClick={onGoOn}>
            Go on with the {countedStatements(done)} checked so far
          </Anchor>
        )}
      </Group>
    </>
  )
}
