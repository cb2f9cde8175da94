import { Button } from '@mantine/core'
import { EmptyState } from '@/components/EmptyState'
import { useSession } from '@/lib/useSession'
import type { ConflictCheck } from '../types'
import { CheckFailed } from './CheckFailed'
import { CheckProgress } from './CheckProgress'
import { Conflicts } from './Conflicts'
import { useConflictCheck } from './useConflictCheck'
import { useState } from 'react'

interface ConflictsStepProps {
  statementIds: string[]
  onContinue: (readyIds: string[], checks: ConflictCheck[]) => void
  onBack: () => void
}

/** Compares the statements with ServiceNow and has each conflict decided by a person. */
export function ConflictsStep(props: ConflictsStepProps) {
  const refusal = useSession().whyNot('resolve')
  if (refusal !== null) {
    return (
      <EmptyState title="You cannot check or resolve conflicts" action={<BackButton onBack={props.onBack} />}>
        {refusal}
      </EmptyState>
    )
  }
  return <CheckedConflicts {...props} />
}

function CheckedConflicts({ statementIds, onContinue, onBack }: ConflictsStepProps) {
  const { checks, isComplete, error, retry } = useConflictCheck(statementIds)
  const [goesOnWithout, setGoesOnWithout] = useState(false)

  if (isComplete || goesOnWithout) {
    return <Conflicts statementIds={statementIds} checked={checks} onContinue={onContinue} onBack={onBack} />
  }
  return (
    <>
      <CheckProgress done={checks.length} total={statementIds.length} isStopped={error !== null} />
      {error && (
        <CheckFailed
          error={error}
          done={checks.length}
          total={statementIds.length}
          onRetry={retry}
          onGoOn={() => setGoesOnWithout(true)}
        />
      )}
      <BackButton onBack={onBack} />
    </>
  )
}

function BackButton({ onBack }: { onBack: () => void }) {
  return (
    <Button variant="default" onClick={onBack}>
      Back
    </Button>
  )
}
