import { Button, Group, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '@/components/EmptyState'
import { PageTitle } from '@/components/PageTitle'
import { useSession } from '@/lib/useSession'
import { countModified, type StatementFilter } from '../filterStatements'
import { usePull } from '../hooks/usePull'
import { useSystemName } from '../hooks/useSystemName'
import { useSystemStatements } from '../api/getStatements'
import { BackLink } from './BackLink'
import { PullProgress } from './PullProgress'
import { SystemStatements } from './SystemStatements'

interface SystemViewProps {
  systemId: string
  filter: StatementFilter
  onFilter: (change: StatementFilter) => void
}

/** One system: its statements, its pull, and the way to push what was modified in it. */
export function SystemView({ systemId, filter, onFilter }: SystemViewProps) {
  const list = useSystemStatements(systemId)
  const pulling = usePull(systemId)
  const { can } = useSession()
  const isEmpty = list.isComplete && list.statements.length === 0
  const name = useSystemName(systemId, list.statements[0], isEmpty)
  const modified = countModified(list.statements)
  const pull = can('pull') && (
    <Button variant={isEmpty ? 'filled' : 'default'} loading={pulling.isRunning} onClick={pulling.start}>
      Pull from ServiceNow
    </Button>
  )

  return (
    <>
      <BackLink to="/systems">Systems</BackLink>
      <PageTitle title={name ?? 'System'}>
        {!isEmpty && pull}
        {modified > 0 && (
          <Button renderRoot={(props) => <Link {...props} to="/push" search={{ system: systemId }} />}>
            {can('push') ? 'Push' : 'Show'} {modified} modified
          </Button>
        )}
      </PageTitle>
      <Stack gap="md">
        <PullProgress pulling={pulling} systemId={systemId} />
        {isEmpty && !pulling.isRunning ? (
          <EmptyState title="No statement of this system is here yet" action={<Group>{pull}</Group>}>
            {can('pull')
              ? 'Pull it to read its statements from ServiceNow. Nothing is changed there.'
              : 'Ask an author to pull it.'}
          </EmptyState>
        ) : (
          <SystemStatements list={list} filter={filter} onFilter={onFilter} />
        )}
      </Stack>
    </>
  )
}
