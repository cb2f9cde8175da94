import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { EmptyState } from '@/components/EmptyState'
import { ProblemAlert } from '@/components/ProblemAlert'
import { asProblem } from '@/lib/problem'
import { NotConnected } from './NotConnected'

/** Why there is no statement to show, and where to go instead. */
export function StatementProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { code, status } = asProblem(error)
  if (code === 'not_connected') return <NotConnected />
  if (status !== 404) {
    return <ProblemAlert error={error} title="The statement could not be loaded" onRetry={onRetry} />
  }
  return (
    <EmptyState
      title="There is no such statement here"
      action={<Button renderRoot={(props) => <Link {...props} to="/systems" />}>Look in the systems</Button>}
    >
      It may belong to another ServiceNow instance than the one that is connected, or its system was never
      pulled.
    </EmptyState>
  )
}
