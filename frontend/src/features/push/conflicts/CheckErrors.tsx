import { Button, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { ProblemAlert } from '@/components/ProblemAlert'
import { ToneIcon } from '@/components/ToneIcon'
import { statements } from '../job'
import type { ConflictCheck } from '../types'
import { groupErrors, type ErrorGroup } from './groupErrors'
import { checkStatements, inBatches } from './checkStatements'
import type { StatementOf } from './useStatementsAtFirst'
import styles from './Conflicts.module.css'

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
        onChecked(await checkStatements(batch))
      }
    },
  })
  if (failed.length === 0) return null
  return (
    <section className={styles.errors} aria-label="Could not be compared">
      <div className={styles.head}>
        <h2 className={styles.title}>{statements(failed.length)} could not be compared</h2>
        <Button variant="default" size="xs" loading={again.isPending} onClick={() => again.mutate()}>
          Check again
        </Button>
      </div>
      <Text size="sm" c="dimmed">
        They are left out of this push. Your edits stay here.
      </Text>
      {again.error && <ProblemAlert title="They could not be checked again" error={again.error} />}
      <ul className={styles.groups}>
        {groupErrors(failed).map((group) => (
          <GroupItem key={group.message} group={group} statementOf={statementOf} />
        ))}
      </ul>
    </section>
  )
}

function GroupItem({ group, statementOf }: { group: ErrorGroup; statementOf: StatementOf }) {
  return (
    <li className={styles.group}>
      <span className={styles.icon}>
        <ToneIcon tone="danger" />
      </span>
      <div>
        <Text fw={600}>{group.message}</Text>
        <Text size="sm">{group.hint}</Text>
        <Text size="sm" c="dimmed">
          {group.checks
            .map(({ statement_id, control_id }) => nameOf(control_id, statementOf(statement_id)))
            .join('; ')}
        </Text>
      </div>
    </li>
  )
}

function nameOf(controlId: string | null, statement: ReturnType<StatementOf>): string {
  if (!statement) return controlId ?? 'A statement that is not here any more'
  return `${statement.control_id} ${statement.control_name} (${statement.system_name})`
}
