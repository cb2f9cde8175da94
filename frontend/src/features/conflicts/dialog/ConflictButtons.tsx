import { Button, Text } from '@mantine/core'
import { useId } from 'react'
import { DialogButtons } from '@/components/DialogButtons'
import type { ConflictCheck, ModifiedStatement } from '../types'
import styles from './ConflictDialog.module.css'

interface ConflictButtonsProps {
  check: ConflictCheck
  statement: ModifiedStatement | undefined
  hasDraft: boolean
  isDeciding: boolean
  onKeep: (resolution: 'keep_local' | 'keep_remote') => void
  onMerge: () => void
}

/** The three ways out; each that gives a text up says whose. */
export function ConflictButtons(props: ConflictButtonsProps) {
  const { check, statement, hasDraft, isDeciding, onKeep, onMerge } = props
  return (
    <DialogButtons>
      <Keep
        label="Keep ServiceNow Version"
        givesUp={`Gives up the text of ${statement?.modified_by ?? 'the author here'}`}
        isDeciding={isDeciding}
        onKeep={() => onKeep('keep_remote')}
      />
      <Button variant="default" disabled={isDeciding} onClick={onMerge}>
        {hasDraft ? 'Continue merging…' : 'Edit and merge…'}
      </Button>
      <Keep
        label="Keep Local Version"
        givesUp={`Overwrites the text of ${check.remote_updated_by ?? 'somebody'} in ServiceNow`}
        isDeciding={isDeciding}
        onKeep={() => onKeep('keep_local')}
      />
    </DialogButtons>
  )
}

interface KeepProps {
  label: string
  givesUp: string
  isDeciding: boolean
  onKeep: () => void
}

function Keep({ label, givesUp, isDeciding, onKeep }: KeepProps) {
  const id = useId()
  return (
    <div className={styles.keep}>
      <Button variant="default" fullWidth disabled={isDeciding} aria-describedby={id} onClick={onKeep}>
        {label}
      </Button>
      <Text id={id} size="xs" c="dimmed">
        {givesUp}
      </Text>
    </div>
  )
}
