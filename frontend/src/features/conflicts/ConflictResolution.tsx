import { Button } from '@mantine/core'
import { EmptyState } from '@/components/EmptyState'
import { useSession } from '@/lib/useSession'
import type { ConflictCheck, ModifiedStatement } from './types'
import { CheckFailed } from './check/CheckFailed'
import { CheckProgress } from './check/CheckProgress'
import { FoundConflicts } from './FoundConflicts'
import { useConflicts } from './check/useConflicts'
import { useState } from 'react'

interface ConflictResolutionProps {
  statementIds: string[]
  /** What is modified, for the names. */
  statements: readonly ModifiedStatement[]
  /** How many others stay selected, where these are resolved on the way to a selection. */
  stillSelected?: number | undefined
  onContinue: (readyIds: string[], checks: ConflictCheck[]) => Promise<void>
  onBack: () => void
}

/** Compares the statements with ServiceNow and has each conflict decided by a person. */
export function ConflictResolution(props: ConflictResolutionProps) {
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

function CheckedConflicts(props: ConflictResolutionProps) {
  const { statementIds, onBack } = props
  const { checks, isComplete, error, retry } = useConflicts(statementIds)
  const [goesOnWithout, setGoesOnWithout] = useState(false)

  if (isComplete || goesOnWithout) {
    return <FoundConflicts {...props} checked={checks} />
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
