import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import styles from './StepBar.module.css'

interface StepBarProps {
  /** Why a button cannot be used, or what it will do. */
  note?: ReactNode
  /** The way back stands first, the way on last. */
  children: ReactNode
}

/** The way back and the way on, in view however long the step is. */
export function StepBar({ note, children }: StepBarProps) {
  return (
    <div className={styles.bar}>
      <Text size="sm" c="dimmed">
        {note}
      </Text>
      <Group gap="sm" ml="auto">
        {children}
      </Group>
    </div>
  )
}
