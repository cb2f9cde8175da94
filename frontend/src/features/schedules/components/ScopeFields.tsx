import { Select, SimpleGrid, TextInput } from '@mantine/core'
import type { Settings } from '../types'

export interface SystemChoice {
  value: string
  label: string
}

interface ScopeFieldsProps {
  scope: Settings['scope']
  systems: readonly SystemChoice[]
  onChange: (scope: Settings['scope']) => void
}

/** Which modified statements the schedule pushes; empty is any. */
export function ScopeFields({ scope, systems, onChange }: ScopeFieldsProps) {
  return (
    <SimpleGrid cols={{ base: 1, sm: 3 }}>
      <Select
        label="System"
        placeholder="All systems"
        clearable
        searchable
        data={[...systems]}
        value={scope.system_id}
        onChange={(system_id) => onChange({ ...scope, system_id })}
      />
      <TextInput
        label="Control family"
        placeholder="All, or such as AC"
        value={scope.family ?? ''}
        onChange={(event) => onChange({ ...scope, family: event.currentTarget.value.trim() || null })}
      />
      <TextInput
        label="Edited by"
        placeholder="Anybody"
        value={scope.modified_by ?? ''}
        onChange={(event) => onChange({ ...scope, modified_by: event.currentTarget.value.trim() || null })}
      />
    </SimpleGrid>
  )
}
