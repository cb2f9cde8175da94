import { Button, Group, Text } from '@mantine/core'
import { useMemo } from 'react'
import type { ModifiedStatements } from '../hooks/useModified'
import { statements } from '../job'
import { isSelectable } from '../modifiedList'
import type { Selection, SelectionAction } from '../selection'
import type { ModifiedStatement } from '../types'
import styles from './SelectionBar.module.css'

interface SelectionBarProps {
  modified: ModifiedStatements
  shown: readonly ModifiedStatement[]
  selection: Selection
  onSelect: (change: SelectionAction) => void
}

/** How many are selected, and the ways to select many at once. It stays in view while the list scrolls. */
export function SelectionBar({ modified, shown, selection, onSelect }: SelectionBarProps) {
  const selectable = useMemo(() => shown.filter(isSelectable).map(({ id }) => id), [shown])
  const hidden = useMemo(() => hiddenCount(shown, selection), [shown, selection])
  const isFiltered = shown.length < modified.statements.length
  return (
    <div className={styles.bar}>
      <div role="status">
        <Text span fw={600}>
          {selection.size.toLocaleString('en')} selected
        </Text>
        {hidden > 0 && <Text span>, {hidden.toLocaleString('en')} of them not shown</Text>}
        <Text size="sm" c="dimmed">
          {shownNote(modified, shown.length)}
        </Text>
      </div>
      <Group gap="xs">
        <Button
          variant="default"
          size="xs"
          disabled={!modified.isComplete || selectable.length === 0}
          onClick={() => onSelect({ type: 'add', ids: selectable })}
        >
          {isFiltered ? 'Select all shown' : 'Select all'} (
          {shown.length > selectable.length
            ? `${selectable.length.toLocaleString('en')} non-conflicted`
            : selectable.length.toLocaleString('en')}
          )
        </Button>
        <Button
          variant="default"
          size="xs"
          disabled={selection.size === 0}
          onClick={() => onSelect({ type: 'clear' })}
        >
          Clear
        </Button>
      </Group>
    </div>
  )
}

function hiddenCount(shown: readonly ModifiedStatement[], selection: Selection): number {
  return selection.size - shown.filter(({ id }) => selection.has(id)).length
}

function shownNote({ statements: loaded, total, isComplete, error }: ModifiedStatements, shown: number) {
  if (!isComplete && !error) return `Loading ${loaded.length.toLocaleString('en')} of ${statements(total)}…`
  if (shown < loaded.length) return `${shown.toLocaleString('en')} of ${statements(loaded.length)} shown`
  return `${statements(loaded.length)} modified`
}
