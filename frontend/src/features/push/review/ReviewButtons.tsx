import { Button } from '@mantine/core'
import { DialogButtons } from '@/components/DialogButtons'

interface ReviewButtonsProps {
  isFirst: boolean
  isLast: boolean
  isReviewed: boolean
  isExcluded: boolean
  onMove: (step: 1 | -1) => void
  onReviewed: () => void
  onExclude: () => void
}

/** What can be done with the statement that is shown; each has its key. */
export function ReviewButtons(props: ReviewButtonsProps) {
  const { isFirst, isLast, isReviewed, isExcluded, onMove, onReviewed, onExclude } = props
  return (
    <DialogButtons>
      <Button variant="default" aria-keyshortcuts="x" onClick={onExclude}>
        {isExcluded ? 'Take in' : 'Leave out'}
      </Button>
      <Button variant="default" aria-keyshortcuts="k" disabled={isFirst} onClick={() => onMove(-1)}>
        Previous
      </Button>
      <Button variant="default" aria-keyshortcuts="j" disabled={isLast} onClick={() => onMove(1)}>
        Next
      </Button>
      <Button aria-keyshortcuts="r" variant={isReviewed ? 'default' : 'filled'} onClick={onReviewed}>
        {isReviewed ? 'Not reviewed' : isLast ? 'Reviewed' : 'Reviewed, next'}
      </Button>
    </DialogButtons>
  )
}
