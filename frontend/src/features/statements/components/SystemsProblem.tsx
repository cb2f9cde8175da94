import { ProblemAlert } from '@/components/ProblemAlert'
import { asProblem } from '@/lib/problem'
import { NotConnected } from './NotConnected'

/** Why there is no list of systems. */
export function SystemsProblem({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  if (asProblem(error).code === 'not_connected') return <NotConnected />
  return <ProblemAlert error={error} title="The systems could not be loaded" onRetry={onRetry} />
}
