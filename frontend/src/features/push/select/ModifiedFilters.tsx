import { Button } from '@mantine/core'
import { memo } from 'react'
import { choicesOf, type ModifiedFilter } from './filterModified'
import { Choose } from '@/components/Choose'
import { SearchField } from '@/components/SearchField'
import styles from './ModifiedFilters.module.css'

interface ModifiedFiltersProps {
  choices: ReturnType<typeof choicesOf>
  filter: ModifiedFilter
  onChange: (change: ModifiedFilter) => void
}

const NO_FILTER: ModifiedFilter = { system: undefined, family: undefined, author: undefined, q: undefined }

/** What to show of the modified statements. Drawn anew only when that changes, not at each selection. */
export const ModifiedFilters = memo(function ModifiedFilters(props: ModifiedFiltersProps) {
  const { choices, filter, onChange } = props
  const isFiltered = Object.values(filter).some(Boolean)
  return (
    <div className={styles.filters} role="search">
      <SearchField
        label="Text"
        placeholder="Control or text"
        value={filter.q}
        onSearch={(q) => onChange({ q })}
      />
      <Choose
        label="System"
        choices={choices.systems}
        value={filter.system}
        onChoose={(system) => onChange({ system })}
      />
      <Choose
        label="Family"
        choices={choices.families}
        value={filter.family}
        onChoose={(family) => onChange({ family })}
      />
      <Choose
        label="Edited by"
        choices={choices.authors}
        value={filter.author}
        onChoose={(author) => onChange({ author })}
      />
      {isFiltered && (
        <Button variant="subtle" onClick={() => onChange(NO_FILTER)}>
          Clear filters
        </Button>
      )}
    </div>
  )
})
