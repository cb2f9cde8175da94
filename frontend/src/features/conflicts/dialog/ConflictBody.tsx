import { useEffect, useRef, useState } from 'react'
import { CompareTexts } from './CompareTexts'
import { ConflictButtons } from './ConflictButtons'
import { ConflictHead } from './ConflictHead'
import { ConflictProblem } from './ConflictProblem'
import type { Question } from '../merge/DraftQuestion'
import { MergeButtons } from '../merge/MergeButtons'
import { MergeEditor } from '../merge/MergeEditor'
import type { OpenConflict } from './openConflict'
import type { Choice } from '../useResolveConflict'
import { useMerge } from '../merge/useMerge'

interface ConflictBodyProps extends OpenConflict {
  isDeciding: boolean
  onDecide: (choice: Choice) => void
  onAsk: (question: Question) => void
}

export function ConflictBody(props: ConflictBodyProps) {
  const { check, drafts, isDeciding, onDecide, onAsk } = props
  const merge = useMerge(check, drafts)
  const [isMerging, setIsMerging] = useState(merge.isTyped)
  const heading = useRef<HTMLHeadingElement>(null)

  // The buttons that had the focus go with the conflict before.
  useEffect(() => heading.current?.focus(), [])

  const keep = (resolution: Choice['resolution']) => {
    if (merge.isTyped) onAsk({ type: 'decide', onYes: () => onDecide({ resolution }) })
    else onDecide({ resolution })
  }
  const discard = () => {
    merge.discard()
    setIsMerging(false)
  }

  return (
    <>
      <ConflictHead {...props} headingRef={heading} />
      {props.problem && <ConflictProblem problem={props.problem} check={check} isMerging={isMerging} />}
      {isMerging ? (
        <MergeEditor check={check} merge={merge} isKept={drafts.isKept} isLocked={isDeciding} onAsk={onAsk} />
      ) : (
        <CompareTexts check={check} />
      )}
      {isMerging ? (
        <MergeButtons
          merge={merge}
          isDeciding={isDeciding}
          onSave={() => onDecide({ resolution: 'merged', merged: merge.text })}
          onBack={() => setIsMerging(false)}
          onDiscard={() => (merge.isTyped ? onAsk({ type: 'discard', onYes: discard }) : discard())}
        />
      ) : (
        <ConflictButtons
          check={check}
          statement={props.statement}
          hasDraft={merge.isTyped}
          isDeciding={isDeciding}
          onKeep={keep}
          onMerge={() => setIsMerging(true)}
        />
      )}
    </>
  )
}
