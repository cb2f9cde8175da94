import { Button, Text } from '@mantine/core'
import { DialogButtons } from '@/components/DialogButtons'
import type { Merge } from './useMerge'

interface MergeButtonsProps {
  merge: Merge
  isDeciding: boolean
  onSave: () => void
  onBack: () => void
  onDiscard: () => void
}

export function MergeButtons({ merge, isDeciding, onSave, onBack, onDiscard }: MergeButtonsProps) {
  const isEmpty = merge.text.trim() === ''
  return (
    <DialogButtons>
      {isEmpty && (
        <Text size="sm" role="status">
          An empty text cannot be saved.
        </Text>
      )}
      <Button variant="subtle" color="red" disabled={isDeciding} onClick={onDiscard}>
        Discard merge
      </Button>
      <Button variant="default" disabled={isDeciding} onClick={onBack}>
        Back to the comparison
      </Button>
      <Button loading={isDeciding} disabled={isEmpty} onClick={onSave}>
        Save merged text
      </Button>
    </DialogButtons>
  )
}
