import { Button } from '@mantine/core'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import { RelativeTime } from '@/components/RelativeTime'
import type { Autosave, AutosaveState } from '../autosave/Autosave'
import type { Draft } from '../autosave/drafts'
import { StaleNotice } from './StaleNotice'
import { TakenOutNotice } from './TakenOutNotice'

interface EditingNoticesProps {
  /** What ServiceNow has, as last read. */
  base: string
  autosave: Autosave
  state: AutosaveState
  restored: Draft | null
  /** The last text that was given up for another one. */
  givenUp: string | null
  onGiveUp: (text: string | null) => void
}

/** What the author has to know about the text on the screen. */
export function EditingNotices({ base, autosave, state, restored, givenUp, onGiveUp }: EditingNoticesProps) {
  const { status, text, draftKept } = state
  const bringBack = () => {
    if (givenUp !== null) autosave.edit(givenUp)
    onGiveUp(null)
  }
  return (
    <>
      {restored && (
        <Notice tone="info" role="status" title="Restored: what you typed here before">
          It was typed <RelativeTime at={restored.at} /> and had not reached the server. It is saved now by
          itself.
        </Notice>
      )}
      {status.kind === 'stale' && (
        <StaleNotice autosave={autosave} theirs={status.theirs} mine={text} onGiveUp={onGiveUp} />
      )}
      {status.kind === 'refused' && (
        <ProblemAlert
          error={status.problem}
          title="This text was not saved"
          labels={{ content: 'Text' }}
          onRetry={() => void autosave.flush()}
        />
      )}
      <TakenOutNotice autosave={autosave} state={state} base={base} />
      {!draftKept && status.kind !== 'saved' && (
        <Notice tone="danger" role="alert" title="This browser cannot keep a copy of your text">
          Do not close this page before it says “Saved”. To be safe, copy the text elsewhere.
        </Notice>
      )}
      {givenUp !== null && (
        <Notice
          tone="info"
          title="Your text was replaced"
          action={
            <Button variant="default" size="compact-md" onClick={bringBack}>
              Bring it back
            </Button>
          }
        >
          The text that you gave up can be brought back until you leave this page.
        </Notice>
      )}
    </>
  )
}
