import { Group, Text } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { useRef, type ReactNode } from 'react'
import styles from './StepBar.module.css'

interface StepBarProps {
  /** Why a button cannot be used, or what it will do. */
  note?: ReactNode
  /** The way back stands first, the way on last; Ctrl+Enter presses the one that bears `WAY_ON`. */
  children: ReactNode
}

/** What marks the button that leads on. */
export const WAY_ON = { 'data-way-on': true, 'aria-keyshortcuts': 'Control+Enter' }

/** The way back and the way on, in view however long the step is. */
export function StepBar({ note, children }: StepBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const goOn = () => {
    // A dialog above has the keys.
    if (document.querySelector('[aria-modal="true"]')) return
    bar.current?.querySelector<HTMLButtonElement>('[data-way-on]:not([disabled])')?.click()
  }
  useHotkeys([['mod+Enter', goOn]], [])
  return (
    <div ref={bar} className={styles.bar}>
      <Text size="sm" c="dimmed">
        {note}
      </Text>
      <Group gap="sm" ml="auto">
        {children}
      </Group>
    </div>
  )
}
