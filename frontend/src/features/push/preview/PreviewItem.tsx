import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { StatusBadge } from '@/components/StatusBadge'
import type { Verdict } from '@/features/conflicts/types'
import { ChangeOfText, ChangeWarnings, WordCounts } from '../change/ChangeText'
import type { ModifiedStatement } from '../types'
import type { Checked } from '../wizard/wizard'
import { CurrentDiff } from './CurrentDiff'
import styles from './PreviewItem.module.css'

/** What the check found worth saying. Unchanged, the usual case, needs no words. */
const NOTES: Partial<Record<Verdict, { label: string; meaning: string }>> = {
  touched: {
    label: 'Saved in ServiceNow',
    meaning: 'Somebody saved the record there without changing its text.',
  },
  already_stored: {
    label: 'Already there',
    meaning: 'ServiceNow has this text already; there is nothing to write.',
  },
  conflict: { label: 'Resolved', meaning: 'The conflict was resolved in the step before.' },
}

interface PreviewItemProps {
  statement: ModifiedStatement
  checked: Checked | undefined
  isReviewed: boolean
  isExcluded: boolean
  onExclude: () => void
  onInclude: () => void
  onCheckAgain: () => void
}

/** One statement of the preview: its difference on demand, and the way to leave it out. */
export function PreviewItem(props: PreviewItemProps) {
  const { statement, checked, isReviewed, isExcluded } = props
  const [isOpen, { toggle }] = useDisclosure(false)
  const note = checked?.verdict && NOTES[checked.verdict]
  const diffId = `diff-${statement.id}`
  return (
    <div className={styles.item} data-excluded={isExcluded || undefined}>
      <div className={styles.line}>
        <div className={styles.control}>
          <Text span fw={600} className={styles.id}>
            {statement.control_id}
          </Text>{' '}
          <Text span>{statement.control_name}</Text> {checked && <WordCounts {...checked.change} />}
        </div>
        {isReviewed && <StatusBadge tone="success" label="Reviewed" />}
        {isExcluded && <StatusBadge tone="neutral" label="Left out" />}
        {!isExcluded && note && (
          <span title={note.meaning}>
            <StatusBadge tone="info" label={note.label} />
          </span>
        )}
        <Button
          variant="default"
          size="compact-sm"
          onClick={toggle}
          aria-expanded={isOpen}
          aria-controls={diffId}
          aria-label={`${isOpen ? 'Hide difference' : 'Difference'} of ${statement.control_id}`}
        >
          {isOpen ? 'Hide difference' : 'Difference'}
        </Button>
        {isExcluded ? (
          <Button
            variant="default"
            size="compact-sm"
            onClick={props.onInclude}
            aria-label={`Take in ${statement.control_id}`}
          >
            Take in
          </Button>
        ) : (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={props.onExclude}
            aria-label={`Leave out ${statement.control_id}`}
          >
            Leave out
          </Button>
        )}
      </div>
      {checked && !isOpen && !isExcluded && (
        <div className={styles.change}>
          <ChangeOfText change={checked.change} />
          <ChangeWarnings {...checked.change} />
        </div>
      )}
      {isOpen && (
        <div id={diffId} className={styles.diff} data-row-details>
          {note && <Text size="sm">{note.meaning}</Text>}
          <CurrentDiff
            statementId={statement.id}
            revision={checked?.revision ?? null}
            height={320}
            onCheckAgain={props.onCheckAgain}
          />
        </div>
      )}
    </div>
  )
}
