import { Button } from '@mantine/core'
import { showToast } from '@/components/toast'
import { useState } from 'react'
import type { Autosave } from '../autosave/Autosave'

interface PushThisProps {
  autosave: Autosave
  /** Leads to the check and the preview. */
  onPush: () => void
}

/** Saves first: what is pushed is what is on the screen. */
export function PushThis({ autosave, onPush }: PushThisProps) {
  const [isSaving, setIsSaving] = useState(false)

  const push = async () => {
    setIsSaving(true)
    await autosave.flush()
    setIsSaving(false)
    if (!autosave.isUnsaved()) onPush()
    else {
      void showToast({
        title: 'Not pushed',
        message: 'The text is not saved yet. The line beside the button says why.',
        color: 'orange',
      })
    }
  }

  return (
    <Button loading={isSaving} onClick={() => void push()}>
      Push this statement
    </Button>
  )
}
