import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Schemas } from '@/lib/api'
import { countedStatements } from '@/lib/counted'
import { exactTime } from '@/lib/time'
import { pushChoicesQuery } from '../api/pushChoicesQuery'
import type { FilterProps } from './filterProps'
import { SearchSelect } from './SearchSelect'

const ID = /^[\w-]{8,}$/

/** One push: of the latest ones, or any by its id. */
export function PushFilter({ value, onChange }: FilterProps<string>) {
  const [isWanted, setIsWanted] = useState(value !== undefined)
  const [search, setSearch] = useState('')
  const { data, isError } = useQuery({ ...pushChoicesQuery, enabled: isWanted })
  const latest = (data?.jobs ?? []).map(choiceOf)
  const pasted = [value, search.trim()]
    .filter((id) => id !== undefined && ID.test(id) && !latest.some((choice) => choice.value === id))
    .map((id) => ({ value: id ?? '', label: `Push ${id ?? ''}` }))
  return (
    <SearchSelect
      label="Push"
      placeholder="All; paste an id"
      data={[...pasted, ...latest]}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      searchValue={search}
      onSearchChange={setSearch}
      onDropdownOpen={() => setIsWanted(true)}
      nothingFoundMessage={
        isError ? 'The latest pushes could not be loaded. Paste an id.' : 'None of the latest. Paste an id.'
      }
    />
  )
}

function choiceOf({ job_id, created_at, created_by, total }: Schemas['JobView']) {
  return { value: job_id, label: `${exactTime(created_at)} · ${countedStatements(total)} · ${created_by}` }
}
