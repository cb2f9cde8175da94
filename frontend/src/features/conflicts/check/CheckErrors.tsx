import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { CauseList } from '@/components/CauseList'
import { ProblemAlert } from '@/components/ProblemAlert'
import { countedStatements } from '@/lib/counted'
import type { ConflictCheck, StatementOf } from '../types'
import { groupErrors, type ErrorGroup } from './groupErrors'
import { checkBatch, inBatches } from './checkBatch'

interface CheckErrorsProps {
  failed: readonly ConflictCheck[]
  statementOf: StatementOf
  onChecked: (checks: ConflictCheck[]) => void
}

/** What could not be compared, by reason, and the way to ask again. */
export function CheckErrors({ failed, statementOf, onChecked }: CheckErrorsProps) {
  const again = useMutation({
    mutationFn: async () => {
      for (const batch of inBatches(failed.map(({ statement_id }) => statement_id))) {
        onChecked(await checkBatch(batch))
      }
    },
  })
  if (failed.length === 0) return null
  return (
    <CauseList
      label="Could not be compared"
      title={`${countedStatements(failed.length)} could not be compared`}
      action={
        <Button variant="default" size="xs" loading={again.isPending} onClick={() => again.mutate()}>
          Check again
        </Button>
      }
      note={
        <>
          <Text size="sm" c="dimmed">
            They are left out of this push. Your edits stay here.
          </Text>
          {again.error && <ProblemAlert title="They could not be checked again" error={again.error} />}
        </>
      }
      causes={groupErrors(failed).map((group) => ({
        key: group.message,
        tone: 'danger',
        content: <ErrorCause group={group} statementOf={statementOf} />,
      }))}
    />
  )
}

function ErrorCause({ group, statementOf }: { group: ErrorGroup; statementOf: StatementOf }) {
  return (
    <>
      <Text fw={600}>{group.message}</Text>
      <Text size="sm">{group.hint}</Text>
      <Text size="sm" c="dimmed">
        {group.checks
          .map(({ statement_id, control_id }) => nameOf(control_id, statementOf(statement_id)))
          .join('; ')}
      </Text>
    </>
  )
}

function nameOf(controlId: string | null, statement: ReturnType<StatementOf>): string {
  if (!statement) return controlId ?? 'A statement that is not here any more'
  return `${statement.control_id} ${statement.control_name} (${statement.system_name})`
}
