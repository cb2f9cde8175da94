import { Button, Text } from '@mantine/core'
import { memo } from 'react'
import { StatusBadge } from '@/components/StatusBadge'
import { SYNC_STATUS, type StatusLook } from '@/components/statuses'
import type { ApiProblem } from '@/lib/problem'
import type { ConflictCheck, ModifiedStatement } from './types'
import styles from './ConflictRow.module.css'
import type { Decision } from './conflictWork'
import { resolveButtonId } from './elementIds'
import { WhoChanged } from './WhoChanged'

const DECIDED: Record<Decision['resolution'], StatusLook & { meaning: string }> = {
  keep_local: { tone: 'success', label: 'Local version kept', meaning: 'Ready to push.' },
  keep_remote: {
    tone: 'neutral',
    label: 'ServiceNow version kept',
    meaning: 'Not modified any more: nothing to push.',
  },
  merged: { tone: 'success', label: 'Merged', meaning: 'Ready to push.' },
  resolved_meanwhile: {
    tone: 'info',
    label: 'Resolved meanwhile',
    meaning: 'By somebody else, or in ServiceNow.',
  },
}

interface ConflictRowProps {
  check: ConflictCheck
  statement: ModifiedStatement | undefined
  decision: Decision | undefined
  problem: ApiProblem | undefined
  hasDraft: boolean
  isLocked: boolean
  onOpen: (id: string) => void
}

export const ConflictRow = memo(function ConflictRow(props: ConflictRowProps) {
  const { check, statement, decision, problem, hasDraft, isLocked, onOpen } = props
  const { statement_id, control_id } = check
  return (
    <div className={styles.row}>
      <div className={styles.control}>
        <div>
          <Text span fw={600}>
            {control_id}
          </Text>{' '}
          <Text span>{statement?.control_name}</Text>{' '}
          <Text span c="dimmed" size="sm">
            {statement?.system_name}
          </Text>
        </div>
        {decision ? <DecisionNote decision={decision} /> : <WhoChanged check={check} statement={statement} />}
        {problem && !decision && (
          <Text size="sm" c="error">
            Not resolved: {problem.detail}
          </Text>
        )}
      </div>
      <StatusBadge {...(decision ? DECIDED[decision.resolution] : SYNC_STATUS.conflict)} />
      {!decision && (
        <Button
          id={resolveButtonId(statement_id)}
          size="compact-sm"
          variant="default"
          disabled={isLocked}
          aria-label={`${hasDraft ? 'Continue merging' : 'Resolve'} ${control_id ?? ''}`}
          onClick={() => onOpen(statement_id)}
        >
          {hasDraft ? 'Continue merging' : 'Resolve'}
        </Button>
      )}
    </div>
  )
})

function DecisionNote({ decision: { resolution, sanitized } }: { decision: Decision }) {
  return (
    <Text size="sm" c="dimmed">
      {DECIDED[resolution].meaning}
      {sanitized.length > 0 && ` Removed when it was saved: ${sanitized.join(', ')}.`}
    </Text>
  )
}
