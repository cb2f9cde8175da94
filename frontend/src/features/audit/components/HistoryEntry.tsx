import { Checkbox } from '@mantine/core'
import { hasTexts, versionLabel } from '../texts'
import type { AuditEntry } from '../types'
import { AuditRow } from './AuditRow'
import { PushLink } from './PlaceLinks'
import styles from './StatementHistory.module.css'

interface HistoryEntryProps {
  entry: AuditEntry
  isOpen: boolean
  onToggle: () => void
  isChosen: boolean
  onChoose: () => void
}

/** One record of the timeline; it can be chosen for a comparison if it has a text. */
export function HistoryEntry({ entry, isOpen, onToggle, isChosen, onChoose }: HistoryEntryProps) {
  return (
    <li className={styles.entry} data-chosen={isChosen || undefined}>
      <div className={styles.choose}>
        {hasTexts(entry) && (
          <Checkbox
            size="xs"
            aria-label={`Compare: ${versionLabel(entry)}`}
            checked={isChosen}
            onChange={onChoose}
          />
        )}
      </div>
      <div>
        <AuditRow entry={entry} isOpen={isOpen} onToggle={onToggle}>
          {entry.job_id && <PushLink id={entry.job_id} />}
        </AuditRow>
      </div>
    </li>
  )
}
