import { Button, Group } from '@mantine/core'
import { useSession } from '@/lib/useSession'
import type { Autosave, AutosaveState } from '../autosave/Autosave'
import type { Statement } from '../texts'
import { DiscardButton } from './DiscardButton'
import { PushThis } from './PushThis'
import { SaveState } from './SaveState'
import styles from './StatementBar.module.css'

interface StatementBarProps {
  statement: Statement
  autosave: Autosave
  state: AutosaveState
  onGiveUp: (text: string) => void
  onPush: () => void
}

/** Whether the text is saved, and what can be done with it; in view however long the text is. */
export function StatementBar({ statement, autosave, state, onGiveUp, onPush }: StatementBarProps) {
  const { can } = useSession()
  const { kind } = state.status
  const isChanged = statement.is_modified || kind !== 'saved'
  const needsCare = ['waiting', 'refused', 'held', 'stale'].includes(kind)
  const takesPushes = statement.presence === 'present' && statement.sync_status !== 'conflict'
  const canPush = can('push') && isChanged && takesPushes && !needsCare
  return (
    <div className={styles.bar}>
      <SaveState state={state} />
      <Group gap="sm" ml="auto">
        {(kind === 'waiting' || kind === 'refused') && (
          <Button variant="default" onClick={() => void autosave.flush()}>
            Save now
          </Button>
        )}
        {isChanged && kind !== 'stale' && (
          <DiscardButton statement={statement} autosave={autosave} text={state.text} onGiveUp={onGiveUp} />
        )}
        {canPush && <PushThis autosave={autosave} onPush={onPush} />}
      </Group>
    </div>
  )
}
