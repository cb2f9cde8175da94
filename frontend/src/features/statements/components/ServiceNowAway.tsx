import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Notice } from '@/components/Notice'
import { useSession } from '@/lib/useSession'
import type { ServiceNowProblem } from '../api/getSystems'

/** Says once for a whole page why ServiceNow cannot be asked, what goes on without it, and who can do what. */
export function ServiceNowAway({ problem, onRetry }: { problem: ServiceNowProblem; onRetry: () => void }) {
  return (
    <Notice
      role="alert"
      tone="danger"
      title={problem.title}
      action={
        <Button variant="default" size="compact-md" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      <Text size="sm">
        {problem.detail} {problem.hint}
      </Text>
      <Text size="sm">
        What was pulled before is listed here and can be read and edited; pulls, checks and pushes have to
        wait. <WhoMends />
      </Text>
    </Notice>
  )
}

function WhoMends() {
  const { can } = useSession()
  if (!can('connection')) return 'If it stays so, ask an administrator to test the connection.'
  return (
    <Anchor size="sm" underline="always" renderRoot={(props) => <Link {...props} to="/connection" />}>
      Test the connection to see what is wrong.
    </Anchor>
  )
}
