import { ConfirmDialog } from '@/components/ConfirmDialog'

/** What would be done to a merged text that is not saved. */
export interface Question {
  type: 'close' | 'replace' | 'discard' | 'decide'
  onYes: () => void
}

const WORDS: Record<Question['type'], { title: string; text: string; yes: string; no: string }> = {
  close: {
    title: 'Close with an unsaved merge?',
    text: 'Your merged text is not saved yet. It is kept in this browser tab, and you can go on with it later; the conflict stays open.',
    yes: 'Close',
    no: 'Stay here',
  },
  replace: {
    title: 'Start again?',
    text: 'What you typed is replaced by the other text.',
    yes: 'Start again',
    no: 'Keep what I typed',
  },
  discard: {
    title: 'Discard your merged text?',
    text: 'What you typed is thrown away. The two texts stay as they are.',
    yes: 'Discard it',
    no: 'Keep it',
  },
  decide: {
    title: 'Resolve without your merged text?',
    text: 'You began a merge and did not save it. This decision throws it away.',
    yes: 'Throw it away',
    no: 'Keep it',
  },
}

interface DraftQuestionProps {
  question: Question
  controlId: string
  onClose: () => void
}

/** Asks before anything happens to what somebody typed. */
export function DraftQuestion({ question, controlId, onClose }: DraftQuestionProps) {
  const { title, text, yes, no } = WORDS[question.type]
  return (
    <ConfirmDialog
      opened
      title={`${controlId}: ${title}`}
      confirmLabel={yes}
      cancelLabel={no}
      dangerous={question.type !== 'close'}
      onConfirm={question.onYes}
      onClose={onClose}
    >
      {text}
    </ConfirmDialog>
  )
}
