import { Button, List } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '@/components/EmptyState'
import { useSession } from '@/lib/useSession'

/** Instead of everything else, as long as nothing was pulled. */
export function FirstSteps({ isConnected }: { isConnected: boolean }) {
  const { can } = useSession()
  const isAdmin = can('connection')
  if (!isConnected) {
    return (
      <EmptyState
        title="Connect ServiceNow first"
        action={
          isAdmin && <Button renderRoot={(props) => <Link {...props} to="/connection" />}>Connect</Button>
        }
      >
        Systems and their statements come from ServiceNow.{' '}
        {isAdmin
          ? 'The settings are tested before they are saved.'
          : 'Ask an administrator to set up the connection.'}
      </EmptyState>
    )
  }
  return (
    <EmptyState
      title="Nothing was pulled yet"
      action={
        <>
          <List type="ordered" ta="start" maw={480}>
            <List.Item>
              {can('pull') ? 'Pull a system' : 'An author pulls a system'}: its statements are read from
              ServiceNow, nothing is changed there.
            </List.Item>
            <List.Item>Edit statements; every edit is saved here by itself.</List.Item>
            <List.Item>
              Push: each change is checked against ServiceNow and shown before it is written.
            </List.Item>
          </List>
          <Button mt="sm" renderRoot={(props) => <Link {...props} to="/systems" />}>
            Choose a system
          </Button>
        </>
      }
    />
  )
}
