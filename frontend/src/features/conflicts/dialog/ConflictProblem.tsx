import { Text } from '@mantine/core'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import type { ApiProblem } from '@/lib/problem'
import type { ConflictCheck } from '../types'
import { Stamp } from '../WhoChanged'

interface ConflictProblemProps {
  problem: ApiProblem
  check: ConflictCheck
  isMerging: boolean
}

/** Why the decision was not taken. */
export function ConflictProblem({ problem, check, isMerging }: ConflictProblemProps) {
  if (problem.code !== 'remote_changed_again') {
    return <ProblemAlert title="Not resolved" error={problem} labels={{ merged_content: 'Merged text' }} />
  }
  return (
    <Notice role="alert" tone="warning" title="ServiceNow’s text was changed again; nothing was decided">
      <Text size="sm">
        By <Stamp by={check.remote_updated_by} at={check.remote_updated_at} />. The new text is shown below.{' '}
        {isMerging
          ? 'Your merged text is as you typed it: compare it with the new text, then save it again.'
          : 'Compare again, then decide.'}
      </Text>
    </Notice>
  )
}
