import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Suspense } from 'react'
import { lazyPart } from '@/components/lazyPart'
import type { AuditEntry } from '../types'
import styles from './StatementHistory.module.css'

const CompareDialog = lazyPart(async () => (await import('./CompareDialog')).CompareDialog)

interface CompareBarProps {
  /** At most two, the newest first. */
  chosen: AuditEntry[]
  onClear: () => void
}

const ASK = ['Choose two versions to compare.', 'One version chosen: choose another.', 'Two versions chosen.']

export function CompareBar({ chosen, onClear }: CompareBarProps) {
  const [isOpen, { open, close }] = useDisclosure(false)
  const [newer, older] = chosen
  return (
    <div className={styles.bar}>
      <Text size="sm" c="dimmed" role="status">
        {ASK[chosen.length]}
      </Text>
      <Group gap="xs">
        {chosen.length > 0 && (
          <Button variant="subtle" size="compact-md" onClick={onClear}>
            Clear
          </Button>
        )}
        <Button variant="default" size="compact-md" disabled={chosen.length < 2} onClick={open}>
          Compare versions
        </Button>
      </Group>
      {newer && older && (
        <Suspense fallback={null}>
          <CompareDialog older={older} newer={newer} opened={isOpen} onClose={close} />
        </Suspense>
      )}
    </div>
  )
}
