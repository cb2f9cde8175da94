import { Button } from '@mantine/core'
import { useState } from 'react'
import { Notice } from '@/components/Notice'
import type { Autosave } from '../autosave/Autosave'
import type { Statement } from '../texts'
import { StaleDialog } from './StaleDialog'

interface StaleNoticeProps {
  autosave: Autosave
  theirs: Statement
  mine: string
  onGiveUp: (text: string) => void
}

/** Asks at once which text to keep; who decides later finds the question here. */
export function StaleNotice({ autosave, theirs, mine, onGiveUp }: StaleNoticeProps) {
  const [closed, setClosed] = useState<number | null>(null)
  return (
    <>
      <Notice
        tone="warning"
        title="This statement was changed elsewhere"
        action={
          <Button size="compact-md" onClick={() => setClosed(null)}>
            Compare and choose
          </Button>
        }
      >
        What you type is kept in this browser, and saved once you have chosen which text to keep.
      </Notice>
      <StaleDialog
        opened={closed !== theirs.revision}
        theirs={theirs}
        mine={mine}
        onKeepMine={() => void autosave.keepMine()}
        onTakeTheirs={() => {
          onGiveUp(mine)
          autosave.takeTheirs()
        }}
        onClose={() => setClosed(theirs.revision)}
      />
    </>
  )
}
