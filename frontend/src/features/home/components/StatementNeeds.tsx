import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { countedStatements } from '@/lib/counted'
import type { Schemas } from '@/lib/api'
import { useSession } from '@/lib/useSession'
import { Need } from './Need'
import { StatementLines } from './StatementLines'

type Modified = Schemas['ModifiedStatement']

/** Texts that were changed here and in ServiceNow: somebody has to decide. */
export function Conflicts({ statements }: { statements: readonly Modified[] }) {
  const { can } = useSession()
  if (statements.length === 0) return null
  const count = statements.length === 1 ? '1 conflict' : `${statements.length.toLocaleString('en')} conflicts`
  return (
    <Need
      tone="warning"
      title={`${count} to resolve`}
      action={
        can('resolve') && (
          <Button
            size="compact-md"
            renderRoot={(props) => (
              <Link {...props} to="/push" search={{ step: 'conflicts', resolve: 'all' }} />
            )}
          >
            Resolve
          </Button>
        )
      }
    >
      <StatementLines statements={statements} />
    </Need>
  )
}

/** Edits that lie about: pushed or discarded they would not. */
export function OldDrafts({ statements }: { statements: readonly Modified[] }) {
  const { can } = useSession()
  if (statements.length === 0) return null
  return (
    <Need
      tone="info"
      title={`${countedStatements(statements.length)} edited over a week ago`}
      action={
        <Button size="compact-md" variant="default" renderRoot={(props) => <Link {...props} to="/push" />}>
          {can('push') ? 'Push or discard' : 'Show'}
        </Button>
      }
    >
      <StatementLines statements={statements} />
    </Need>
  )
}
