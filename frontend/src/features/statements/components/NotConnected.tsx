import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '@/components/EmptyState'
import { useSession } from '@/lib/useSession'

/** In place of everything that comes from ServiceNow. */
export function NotConnected() {
  const { can } = useSession()
  return (
    <EmptyState
      title="No ServiceNow instance is connected"
      action={
        can('connection') && (
          <Button renderRoot={(props) => <Link {...props} to="/connection" />}>Set up the connection</Button>
        )
      }
    >
      {can('connection')
        ? 'Systems and their statements come from ServiceNow.'
        : 'Systems and their statements come from ServiceNow. Ask an administrator to set up the connection.'}
    </EmptyState>
  )
}
