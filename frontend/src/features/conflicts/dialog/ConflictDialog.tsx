import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useState } from 'react'
import type { ConflictCheck } from '../types'
import styles from './ConflictDialog.module.css'
import { ConflictBody } from './ConflictBody'
import type { OpenConflict } from './openConflict'
import { DraftQuestion, type Question } from '../merge/DraftQuestion'
import type { Choice } from '../useResolveConflict'

interface ConflictDialogProps extends OpenConflict {
  onDecide: (check: ConflictCheck, choice: Choice) => Promise<void>
  onClose: () => void
}

/** One conflict at a time, to be compared and decided. */
export function ConflictDialog(props: ConflictDialogProps) {
  const { check, drafts, onClose } = props
  const id = check.statement_id
  const isNarrow = useMediaQuery('(max-width: 48em)')
  const [question, setQuestion] = useState<Question | null>(null)
  const [isDeciding, setIsDeciding] = useState(false)

  const close = () => {
    if (isDeciding) return
    if (drafts.drafts.has(id)) setQuestion({ type: 'close', onYes: onClose })
    else onClose()
  }
  const decide = async (choice: Choice) => {
    setIsDeciding(true)
    await props.onDecide(check, choice)
    setIsDeciding(false)
  }

  return (
    <Modal
      opened
      onClose={close}
      title={check.control_id}
      size="75rem"
      fullScreen={isNarrow}
      yOffset="2dvh"
      // The question above it has the key.
      closeOnEscape={question === null}
      closeOnClickOutside={false}
      returnFocus={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ title: styles.title, body: styles.body }}
    >
      <ConflictBody
        key={id}
        {...props}
        isDeciding={isDeciding}
        onDecide={(choice) => void decide(choice)}
        onAsk={setQuestion}
      />
      {question && (
        <DraftQuestion
          question={question}
          controlId={check.control_id ?? ''}
          onClose={() => setQuestion(null)}
        />
      )}
    </Modal>
  )
}
