import { Anchor, Button, Checkbox, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { ModifiedStatements } from '../api/getModifiedStatements'
import { countedStatements } from '@/lib/counted'
import { isSelectable } from './filterModified'
import type { Selection, SelectionAction } from './selection'
import type { ModifiedStatement } from '../types'
import styles from './SelectionBar.module.css'

interface SelectionBarProps {
  modified: ModifiedStatements
  matches: readonly ModifiedStatement[]
  selection: Selection
  /** Why nothing can be selected by this person; null when it can. */
  refusal: string | null
  onSelect: (change: SelectionAction) => void
}

/** How many are selected, and the ways to select many at once. It stays in view while the list scrolls. */
export function SelectionBar({ modified, matches, selection, refusal, onSelect }: SelectionBarProps) {
  const selectable = useMemo(() => matches.filter(isSelectable).map(({ id }) => id), [matches])
  const chosen = useMemo(() => selectable.filter((id) => selection.has(id)).length, [selectable, selection])
  const isAll = chosen > 0 && chosen === selectable.length
  const isFiltered = matches.length < modified.statements.length
  const hidden = selection.size - chosen
  return (
    <div className={styles.bar}>
      <Checkbox
        label={isFiltered ? 'Select all shown (non-conflicted)' : 'Select all (non-conflicted)'}
        checked={isAll}
        indeterminate={chosen > 0 && !isAll}
        disabled={!modified.isComplete || selectable.length === 0 || refusal !== null}
        title={refusal ?? undefined}
        onChange={() => onSelect({ type: isAll ? 'remove' : 'add', ids: selectable })}
      />
      <div role="status" className={styles.count}>
        <Text span fw={600}>
          {selection.size.toLocaleString('en')} selected
        </Text>
        {hidden > 0 && <Text span>, {hidden.toLocaleString('en')} of them not shown</Text>}
        <Text span size="sm" c="dimmed" className={styles.note}>
          {' '}
          {listNote(modified, matches.length)}
        </Text>
      </div>
      <Group gap="md" ml="auto">
        {refusal === null && <ResolveAll count={modified.statements.filter(isInConflict).length} />}
        <Button
          className={styles.clear}
          variant="default"
          size="xs"
          disabled={selection.size === 0}
          onClick={() => onSelect({ type: 'clear' })}
        >
          Clear selection
        </Button>
      </Group>
    </div>
  )
}

function ResolveAll({ count }: { count: number }) {
  if (count === 0) return null
  return (
    <Anchor
      size="sm"
      renderRoot={(props) => <Link {...props} to="/push" search={{ step: 'conflicts', resolve: 'all' }} />}
    >
      Resolve {count === 1 ? '1 conflict' : `${count.toLocaleString('en')} conflicts`}
    </Anchor>
  )
}

function isInConflict(statement: ModifiedStatement): boolean {
  return !isSelectable(statement)
}

function listNote(modified: ModifiedStatements, matchCount: number) {
  const { statements: loaded, total, isTotalExact, isComplete, error } = modified
  if (!isComplete && !error) {
    const all = `${isTotalExact ? '' : 'more than '}${countedStatements(total)}`
    return `loading ${loaded.length.toLocaleString('en')} of ${all}…`
  }
  if (matchCount < loaded.length)
    return `of ${countedStatements(loaded.length)} modified, ${matchCount.toLocaleString('en')} shown`
  return `of ${countedStatements(loaded.length)} modified`
}
