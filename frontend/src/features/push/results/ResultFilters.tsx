import { Chip, Group, Text } from '@mantine/core'
import { OUTCOME } from '@/components/statuses'
import { countedStatements } from '@/lib/counted'
import type { ResultFilter } from './filterResults'
import type { Job, Outcome } from '../types'
import styles from './ResultFilters.module.css'
import { SearchField } from '@/components/SearchField'

const ALL = 'all'

interface ResultFiltersProps {
  job: Job
  filter: ResultFilter
  matchCount: number
  onChange: (change: ResultFilter) => void
}

/** Which results to show: by outcome, of those that occur, and by text. */
export function ResultFilters({ job, filter, matchCount, onChange }: ResultFiltersProps) {
  const occurring = (Object.keys(OUTCOME) as Outcome[]).filter((outcome) => job.outcomes[outcome])
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
          {occurring.map((outcome) => (
            <Chip key={outcome} value={outcome} size="sm">
              {OUTCOME[outcome].label} ({job.outcomes[outcome]})
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <SearchField
        className={styles.search}
        aria-label="Search the results"
        placeholder="Control or message"
        value={filter.q}
        onSearch={(q) => onChange({ q })}
      />
      <Text size="sm" c="dimmed" role="status">
        {countedStatements(matchCount)} shown
      </Text>
    </div>
  )
}
