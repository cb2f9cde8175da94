import { Button, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { StepBar } from '@/components/StepBar'
import { countedStatements } from '@/lib/counted'
import type { ConflictWork, Sorted } from './conflictWork'
import { CONTINUE_ID } from './elementIds'

interface ConflictsBarProps {
  sorted: Sorted
  decisions: ConflictWork['decisions']
  unchecked: number
  announcement: string
  isLocked: boolean
  onBack: () => void
  onContinue: () => void
}

/** The way on, and what stays behind if it is taken. */
export function ConflictsBar(props: ConflictsBarProps) {
  const { sorted, announcement, isLocked } = props
  const [isLeaving, setIsLeaving] = useState(false)
  const ready = sorted.ready.length
  const goOn = () => {
    setIsLeaving(true)
    props.onContinue()
  }
  return (
    <StepBar
      note={
        <span role="status">
          <VisuallyHidden component="span">{announcement} </VisuallyHidden>
          {noteFor(props)}
        </span>
      }
    >
      <Button
        variant={ready === 0 ? 'filled' : 'default'}
        id={ready === 0 ? CONTINUE_ID : undefined}
        onClick={props.onBack}
        disabled={isLeaving}
      >
        {ready === 0 ? 'Back to the selection' : 'Back'}
      </Button>
      {ready > 0 && (
        <Button id={CONTINUE_ID} onClick={goOn} loading={isLeaving} disabled={isLocked}>
          Continue
        </Button>
      )}
    </StepBar>
  )
}

function noteFor({ sorted, decisions, unchecked }: ConflictsBarProps): string {
  const { open, failed, ready } = sorted
  const left = [
    open.length > 0 && `${open.length === 1 ? '1 conflict' : `${open.length} conflicts`} not resolved`,
    failed.length + unchecked > 0 && `${countedStatements(failed.length + unchecked)} not compared`,
  ].filter(Boolean)
  const kept = [...decisions.values()].filter(({ resolution }) => resolution === 'keep_remote').length
  const sentences = [
    ready.length === 0 ? 'Nothing is ready to push.' : `Ready: ${countedStatements(ready.length)}.`,
    left.length > 0 && `Left out of this push: ${left.join(', ')}.`,
    kept > 0 && `${countedStatements(kept)} with ServiceNow’s text: nothing to push.`,
  ]
  return sentences.filter(Boolean).join(' ')
}
