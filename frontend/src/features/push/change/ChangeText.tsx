import { Text, VisuallyHidden } from '@mantine/core'
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
export function ChangedPassage({ change }: { change: Change }) {
  if (change.passage.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        The same as in ServiceNow: there is nothing to write.
      </Text>
    )
  }
  return (
    <Text size="sm" className={styles.passage} lineClamp={2}>
      {change.passage.map(({ text, change }, index) =>
        change === 'removed' ? (
          <del key={index}>{text}</del>
        ) : change === 'added' ? (
          <ins key={index}>{text}</ins>
        ) : (
          <span key={index}>{text}</span>
        ),
      )}
      {change.morePlaces > 0 && (
        <span className={styles.more}>
          {' '}
          and {change.morePlaces === 1 ? '1 more place' : `${change.morePlaces} more places`}
        </span>
      )}
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
