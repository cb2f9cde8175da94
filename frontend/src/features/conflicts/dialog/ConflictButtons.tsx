import { Button } from '@mantine/core'
import { DialogButtons } from '@/components/DialogButtons'

interface ConflictButtonsProps {
  hasDraft: boolean
  isDeciding: boolean
  onKeep: (resolution: 'keep_local' | 'keep_remote') => void
  onMerge: () => void
}

export function ConflictButtons({ hasDraft, isDeciding, onKeep, onMerge }: ConflictButtonsProps) {
  return (
    <DialogButtons>
      <Button variant="default" disabled={isDeciding} onClick={() => onKeep('keep_remote')}>
        Keep ServiceNow Version
      </Button>
      <Button variant="default" disabled={isDeciding} onClick={onMerge}>
        {hasDraft ? 'Continue merging…' : 'Edit and merge…'}
      </Button>
      <Button disabled={isDeciding} onClick={() => onKeep('keep_local')}>
        Keep Local Version
      </Button>
    </DialogButtons>
  )
}
