import { Text, UnstyledButton } from '@mantine/core'
import { countedStatements } from '@/lib/counted'
import { endingsInWords } from './endings'
import styles from './GroupHead.module.css'
import type { ItemGroup } from './groupItems'

interface GroupHeadProps {
  group: ItemGroup
  isOpen: boolean
  onToggle: () => void
}

/** What the rows below have in common, and how they ended; opens and closes them. */
export function GroupHead({ group: { title, items }, isOpen, onToggle }: GroupHeadProps) {
  return (
    <UnstyledButton className={styles.head} onClick={onToggle} aria-expanded={isOpen}>
      <span className={styles.sign} aria-hidden>
        {isOpen ? '▾' : '▸'}
      </span>
      <Text span fw={600}>
        {title}
      </Text>
      <Text span size="sm" c="dimmed">
        {countedStatements(items.length)}: {endingsInWords(items)}
      </Text>
    </UnstyledButton>
  )
}
