import { Anchor, Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import { asProblem } from '@/lib/problem'
import { useSession } from '@/lib/useSession'
import { NotConnected } from './NotConnected'

/** Why there is no list of systems, and who can do what about it. */
export function SystemsProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { status, code, detail } = asProblem(error)
  if (code === 'not_connected') return <NotConnected />
  if (status !== 502 && status !== 503) {
    return <ProblemAlert error={error} title="The systems could not be loaded" onRetry={onRetry} />
  }
  return (
    <Notice
      role="alert"
      tone="danger"
      title={status === 503 ? 'ServiceNow does not answer' : 'ServiceNow refuses the request'}
      action={
        <Button variant="default" size="compact-md" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {detail} {status === 503 ? 'Try again in a few minutes.' : <WhoMends />} Texts that you have edited are
      safe:{' '}
      <Anchor underline="always" renderRoot={(props) => <Link {...props} to="/push" />}>
        show the modified statements
      </Anchor>
      .
    </Notice>
  )
}

function WhoMends() {
  const { can } = useSession()
  if (!can('connection')) return 'Ask an administrator to test the connection.'
  return (
    <Anchor underline="always" renderRoot={(props) => <Link {...props} to="/connection" />}>
      Test the connection to see what is wrong.
    </Anchor>
  )
}
