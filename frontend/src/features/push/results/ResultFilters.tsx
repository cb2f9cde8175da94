import { Chip, Group, NativeSelect, Text } from '@mantine/core'
import { useMemo } from 'react'
import { SearchField } from '@/components/SearchField'
import { countedStatements } from '@/lib/counted'
import type { PushItem } from '../types'
import { countEndings, ENDINGS } from './endings'
import type { ResultFilter } from './filterResults'
import { GROUPINGS } from './groupItems'
import styles from './ResultFilters.module.css'

const ALL = 'all'

const GROUP_CHOICES = [
  { value: 'system', label: 'By system' },
  { value: 'cause', label: 'By outcome and cause' },
  { value: 'none', label: 'Not grouped' },
]

interface ResultFiltersProps {
  items: readonly PushItem[]
  filter: ResultFilter
  matchCount: number
  onChange: (change: ResultFilter) => void
}

/** Which items to show: by outcome, of those that occur, and by text; and in which groups. */
export function ResultFilters({ items, filter, matchCount, onChange }: ResultFiltersProps) {
  const counts = useMemo(() => countEndings(items), [items])
  return (
    <div className={styles.filters} role="search">
      <Chip.Group
        value={filter.outcome ?? ALL}
        onChange={(value) => onChange({ outcome: value === ALL ? undefined : value })}
      >
        <Group gap="xs" role="radiogroup" aria-label="Outcome">
          <Chip value={ALL} size="sm">
            All
          </Chip>
          {counts.map(([ending, count]) => (
            <Chip key={ending} value={ending} size="sm">
              {ENDINGS[ending].label} ({count.toLocaleString('en')})
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <SearchField
        className={styles.search}
        aria-label="Search the results"
        placeholder="Control, system or message"
        value={filter.q}
        onSearch={(q) => onChange({ q })}
      />
      <NativeSelect
        aria-label="Groups"
        data={GROUP_CHOICES}
        value={filter.group ?? 'none'}
        onChange={(event) => onChange({ group: GROUPINGS.find((one) => one === event.currentTarget.value) })}
      />
      <Text size="sm" c="dimmed">
        {countedStatements(matchCount)} shown
      </Text>
    </div>
  )
}
