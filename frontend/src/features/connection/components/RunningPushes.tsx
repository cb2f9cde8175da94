import { Anchor, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { activePushesQuery } from '@/lib/calls/activePushes'
import { countedStatements } from '@/lib/counted'
import type { ConnectionForm } from '../hooks/useConnectionForm'
import { isOtherSource } from '../settings'

/** What saving does to the pushes that are under way. */
export function RunningPushes({ form: { connection, settings } }: { form: ConnectionForm }) {
  const { data: jobs = [] } = useQuery(activePushesQuery)
  if (jobs.length === 0) return null
  const left = jobs.reduce((sum, { total, completed }) => sum + total - completed, 0)
  const count = jobs.length === 1 ? '1 push is' : `${jobs.length} pushes are`
  return (
    <Notice
      tone="warning"
      role="status"
      title={`${count} running, with ${countedStatements(left)} still to do`}
    >
      <Text size="sm">
        {isOtherSource(settings, connection)
          ? 'They were started for the instance, table and field as they are now. What is not written when you save fails; its edits are kept here, and can be pushed again once the old settings are back.'
          : 'They go on with what you save from the next statement on. If ServiceNow refuses the sign-in they stop; what is left can be retried.'}{' '}
        Better let them end, or cancel them, first:{' '}
        <Anchor
          size="sm"
          underline="always"
          renderRoot={(props) => <Link {...props} to="/history" search={{ status: 'running' }} />}
        >
          show the running pushes
        </Anchor>
        .
      </Text>
    </Notice>
  )
}
