import { Button, VisuallyHidden } from '@mantine/core'
import { useState } from 'react'
import { StepBar, WAY_ON } from '@/components/StepBar'
import { countedStatements } from '@/lib/counted'
import type { ConflictWork, Sorted } from './conflictWork'
import { CONTINUE_ID } from './elementIds'

interface ConflictsBarProps {
  sorted: Sorted
  decisions: ConflictWork['decisions']
  unchecked: number
  /** How many others stay selected, where these are resolved on the way to a selection. */
  stillSelected: number | undefined
  announcement: string
  isLocked: boolean
  onBack: () => void
  onContinue: () => void
}

/** The way on, and what stays behind if it is taken. */
export function ConflictsBar(props: ConflictsBarProps) {
  const { sorted, announcement, isLocked, stillSelected } = props
  const [isLeaving, setIsLeaving] = useState(false)
  const ready = sorted.ready.length
  const isWayBack = ready === 0 || stillSelected !== undefined
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
      {isWayBack ? (
        <Button
          id={CONTINUE_ID}
          onClick={ready > 0 ? goOn : props.onBack}
          loading={isLeaving}
          disabled={isLocked}
        >
          Back to the selection
        </Button>
      ) : (
        <>
          <Button variant="default" onClick={props.onBack} disabled={isLeaving}>
            Back
          </Button>
          <Button {...WAY_ON} id={CONTINUE_ID} onClick={goOn} loading={isLeaving} disabled={isLocked}>
            Continue
          </Button>
        </>
      )}
    </StepBar>
  )
}

function noteFor(props: ConflictsBarProps): string {
  const { sorted, decisions, unchecked, stillSelected } = props
  const { open, failed, ready } = sorted
  const left = [
    open.length > 0 && `${open.length === 1 ? '1 conflict' : `${open.length} conflicts`} not resolved`,
    failed.length + unchecked > 0 && `${countedStatements(failed.length + unchecked)} not compared`,
  ].filter(Boolean)
  const kept = [...decisions.values()].filter(({ resolution }) => resolution === 'keep_remote').length
  const sentences = [
    stillSelected === undefined ? readyInWords(ready.length) : selectedInWords(stillSelected, ready.length),
    left.length > 0 &&
      `${stillSelected === undefined ? 'Left out of this push' : 'Left'}: ${left.join(', ')}.`,
    kept > 0 && `${countedStatements(kept)} with ServiceNow’s text: nothing to push.`,
  ]
  return sentences.filter(Boolean).join(' ')
}

function readyInWords(ready: number): string {
  return ready === 0 ? 'Nothing is ready to push.' : `Ready: ${countedStatements(ready)}.`
}

function selectedInWords(selected: number, ready: number): string {
  const stay = selected > 0 && `${countedStatements(selected)} ${selected === 1 ? 'stays' : 'stay'} selected`
  const join = ready > 0 && `${countedStatements(ready)} ${ready === 1 ? 'joins' : 'join'} the selection`
  const words = [stay, join].filter(Boolean).join('; ')
  return words && `${words}.`
}
