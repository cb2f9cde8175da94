import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import type { ModifiedStatement } from '../types'
import { CurrentDiff } from '../preview/CurrentDiff'
import { ChangeWarnings } from '../change/ChangeText'
import type { Preview } from '../wizard/wizard'
import { ReviewButtons } from './ReviewButtons'
import styles from './ReviewDialog.module.css'
import { useReviewKeys } from './useReviewKeys'
import { isReviewed, type ReviewMarks } from './useReviewMarks'

const HEIGHT = 'clamp(12rem, calc(100dvh - 23rem), 44rem)'

interface ReviewDialogProps {
  statements: readonly ModifiedStatement[]
  /** Which of them is shown. */
  id: string
  preview: Preview
  marks: ReviewMarks
  /** Undefined: the review ends. */
  onShow: (id: string | undefined) => void
  onReviewed: (id: string, revision: number, isReviewed: boolean) => void
  onExclude: (id: string, isExcluded: boolean) => void
  onCheckAgain: () => void
}

/** Every difference of what is about to be pushed, one after the other. */
export function ReviewDialog(props: ReviewDialogProps) {
  const { statements, id, preview, marks, onShow } = props
  const checked = preview.checked[id]
  const isMarked = isReviewed(marks, id, checked?.revision)
  const isExcluded = preview.excluded.has(id)
  const index = statements.findIndex((statement) => statement.id === id)
  const statement = statements[index]
  const isNarrow = useMediaQuery('(max-width: 48em)')
  /** Where to begin in the text: gone backwards, with its last difference. */
  const [startsAt, setStartsAt] = useState<'first' | 'last'>('first')
  const heading = useRef<HTMLHeadingElement>(null)
  const move = (step: 1 | -1) => {
    const next = statements[index + step]
    if (!next) return
    setStartsAt(step === 1 ? 'first' : 'last')
    onShow(next.id)
  }
  const review = () => {
    if (checked?.revision) props.onReviewed(id, checked.revision, !isMarked)
    if (!isMarked) move(1)
  }
  const exclude = () => props.onExclude(id, !isExcluded)
  useReviewKeys(statement !== undefined, {
    onMove: move,
    onReviewed: review,
    onLeaveOut: exclude,
  })

  // What had the focus may be gone with the text before, and a reader has to hear which one this is.
  useEffect(() => heading.current?.focus(), [id])

  if (!statement) return null
  return (
    <Modal
      opened
      onClose={() => onShow(undefined)}
      title={statement.control_id}
      size="75rem"
      fullScreen={isNarrow}
      yOffset="2dvh"
      closeButtonProps={{ 'aria-label': 'Close' }}
      classNames={{ title: styles.title, body: styles.body }}
    >
      <h3 className={styles.position} ref={heading} tabIndex={-1} data-autofocus>
        {index + 1} of {statements.length} · {statement.control_name} · {statement.system_name}
      </h3>
      <p className={styles.state} role="status">
        {countReviewed(props)} of {statements.length} reviewed{isMarked && ', this one too'}.
        {isExcluded && ' Left out of this push.'} <KeyHint />
      </p>
      {checked && <ChangeWarnings {...checked.change} />}
      <CurrentDiff
        key={id}
        statementId={id}
        revision={checked?.revision ?? null}
        height={HEIGHT}
        startsAt={startsAt}
        onPast={move}
        onCheckAgain={props.onCheckAgain}
      />
      <ReviewButtons
        isFirst={index === 0}
        isLast={index === statements.length - 1}
        isReviewed={isMarked}
        isExcluded={isExcluded}
        onMove={move}
        onReviewed={review}
        onExclude={exclude}
      />
    </Modal>
  )
}

function countReviewed({ statements, preview, marks }: ReviewDialogProps): number {
  return statements.filter(({ id }) => isReviewed(marks, id, preview.checked[id]?.revision)).length
}

function KeyHint() {
  return (
    <span className={styles.keys} aria-hidden>
      Keys: n and p differences, j and k statements, r reviewed, x leave out
    </span>
  )
}
