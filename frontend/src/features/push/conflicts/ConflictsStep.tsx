import { Button } from '@mantine/core'
import type { ConflictCheck } from '../types'

interface ConflictsStepProps {
  statementIds: string[]
  onContinue: (readyIds: string[], checks: ConflictCheck[]) => void
  onBack: () => void
}

export function ConflictsStep({ statementIds, onContinue, onBack }: ConflictsStepProps) {
  return (
    <>
      <Button onClick={onBack}>Back</Button>
      <Button onClick={() => onContinue(statementIds, [])}>Continue</Button>
    </>
  )
}
