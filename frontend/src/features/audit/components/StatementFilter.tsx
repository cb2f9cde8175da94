import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { chosenStatementQuery, statementChoicesQuery } from '../api/getStatementChoices'
import type { FilterProps } from './filterProps'
import { SearchSelect } from './SearchSelect'

const PAUSE_MS = 200

interface Named {
  id: string
  control_id: string
  control_name: string
  system_name: string
}

/** One statement, found by its control or by its text. */
export function StatementFilter({ value, onChange }: FilterProps<string>) {
  const [isOpen, setIsOpen] = useState(false)
  const [search, setSearch] = useState('')
  const chosen = useQuery(chosenStatementQuery(value))
  const known = value === undefined ? [] : [chosen.data ? choiceOf(chosen.data) : { value, label: value }]
  // Until something else is typed, the field shows what is chosen.
  const typed = search === known[0]?.label ? '' : search
  const [text] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const found = useQuery({ ...statementChoicesQuery(text), enabled: isOpen })
  const choices = (found.data ?? []).map(choiceOf)
  return (
    <SearchSelect
      label="Statement"
      placeholder="All"
      data={[...known, ...choices.filter((choice) => choice.value !== value)]}
      filter={({ options }) => options}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchValue={search}
      onSearchChange={setSearch}
      onDropdownOpen={() => setIsOpen(true)}
      onDropdownClose={() => setIsOpen(false)}
      nothingFoundMessage={messageOf(found)}
    />
  )
}

function choiceOf({ id, control_id, control_name, system_name }: Named) {
  return { value: id, label: [control_id, control_name, system_name].filter(Boolean).join(' · ') }
}

function messageOf({ isError, isFetching }: { isError: boolean; isFetching: boolean }): string {
  if (isError) return 'The statements could not be searched. Type again to try again.'
  return isFetching ? 'Searching' : 'No statement found'
}
