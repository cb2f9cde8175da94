import { Text } from '@mantine/core'
import type { Change } from './changeOf'
import styles from './ChangedPassage.module.css'

/** The passage that changed, as it reads before and after. */
export function ChangedPassage({ change, lines = 2 }: { change: Change; lines?: number }) {
  return (
    <Text size="sm" className={styles.passage} lineClamp={lines}>
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
