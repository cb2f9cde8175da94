import { Text, VisuallyHidden } from '@mantine/core'
import { ChangedPassage } from '@/components/diff/ChangedPassage'
import type { Change } from '@/components/diff/changeOf'
import { ToneIcon } from '@/components/ToneIcon'
import { toneClass } from '@/components/tones'
import styles from './ChangeText.module.css'

/** "+12 −3": words. */
export function WordCounts({ added, removed }: Pick<Change, 'added' | 'removed'>) {
  return (
    <span className={styles.counts}>
      <span aria-hidden>
        <span className={styles.plus}>+{added.toLocaleString('en')}</span>{' '}
        <span className={styles.minus}>−{removed.toLocaleString('en')}</span>
      </span>
      <VisuallyHidden component="span">
        {added.toLocaleString('en')} words added, {removed.toLocaleString('en')} removed
      </VisuallyHidden>
    </span>
  )
}

/** The passage that changed, as it reads before and after. */
export function ChangeOfText({ change }: { change: Change }) {
  if (change.passage.length > 0) return <ChangedPassage change={change} />
  return (
    <Text size="sm" c="dimmed">
      The same as in ServiceNow: there is nothing to write.
    </Text>
  )
}

/** What to look at before the push, each in a line. */
export function ChangeWarnings({ warnings }: Pick<Change, 'warnings'>) {
  if (warnings.length === 0) return null
  return (
    <ul className={`${styles.warnings ?? ''} ${toneClass('warning')}`} aria-label="Warnings">
      {warnings.map((warning) => (
        <li key={warning}>
          <ToneIcon tone="warning" /> <span>{warning}</span>
        </li>
      ))}
    </ul>
  )
}
