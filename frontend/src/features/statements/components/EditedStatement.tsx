import { Stack } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useState, type ReactNode } from 'react'
import { UnsavedChangesGuard } from '@/components/UnsavedChangesGuard'
import type { Autosave, AutosaveState } from '../autosave/Autosave'
import { TextEditor } from '../editor/TextEditor'
import { useAutosave } from '../hooks/useAutosave'
import type { Statement } from '../texts'
import { EditingNotices } from './EditingNotices'
import { StatementBar } from './StatementBar'
import { StatementTabs, type StatementTab } from './StatementTabs'

/** Nobody waits longer than this for a page that they asked for. */
const PATIENCE_MS = 4000

interface EditedStatementProps {
  statement: Statement
  tab: StatementTab | undefined
  onTab: (tab: StatementTab | undefined) => void
  onPush: () => void
  history: ReactNode
}

/** A statement for those who may change it. */
export function EditedStatement({ statement, onPush, ...tabs }: EditedStatementProps) {
  const { autosave, state, restored } = useAutosave(statement)
  const [givenUp, setGivenUp] = useState<string | null>(null)
  useHotkeys([['mod+S', () => void autosave.flush()]], [], true)

  return (
    <Stack gap="md">
      <EditingNotices
        base={statement.content}
        autosave={autosave}
        state={state}
        restored={restored}
        givenUp={givenUp}
        onGiveUp={setGivenUp}
      />
      <StatementTabs {...tabs} statement={statement} text={state.text}>
        <TextEditor
          value={state.text}
          onChange={autosave.edit}
          onBlur={() => void autosave.flush()}
          onUndo={isTakenOutUndone(state) ? autosave.bringBack : undefined}
          editable
          label={`Implementation statement of ${statement.control_id}`}
        />
      </StatementTabs>
      <StatementBar
        statement={statement}
        autosave={autosave}
        state={state}
        onGiveUp={setGivenUp}
        onPush={onPush}
      />
      <UnsavedChangesGuard
        when={state.status.kind !== 'saved'}
        what={`the text of ${statement.control_id}`}
        save={() => savedInTime(autosave)}
      >
        {state.draftKept
          ? 'They are kept in this browser and come back when you open the statement here again; until then nobody else sees them.'
          : undefined}
      </UnsavedChangesGuard>
    </Stack>
  )
}

/** Whether the next step back is that of the server, which took something out of the text. */
function isTakenOutUndone({ takenOut, text }: AutosaveState): boolean {
  return takenOut !== null && !takenOut.broughtBack && text === takenOut.left
}

async function savedInTime(autosave: Autosave): Promise<boolean> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
  await Promise.race([autosave.flush(), patience])
  return !autosave.isUnsaved()
}
