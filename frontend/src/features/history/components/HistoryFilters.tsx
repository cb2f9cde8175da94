import { Group, SegmentedControl } from '@mantine/core'
import { Choose } from '@/components/Choose'
import { JOB_STATUS } from '@/components/statuses'
import type { Schemas } from '@/lib/api'

type JobStatus = Schemas['JobStatus']

interface HistorySearch {
  status?: JobStatus | undefined
  by?: 'mine' | undefined
}

interface HistoryFiltersProps {
  search: HistorySearch
  onChange: (change: HistorySearch) => void
}

const STATUSES = Object.entries(JOB_STATUS).map(([value, { label }]) => ({
  value: value as JobStatus,
  label,
}))

/** Whose pushes to show, and in which state. */
export function HistoryFilters({ search, onChange }: HistoryFiltersProps) {
  return (
    <Group mb="md" gap="sm" align="end" role="search">
      <SegmentedControl
        aria-label="Whose pushes"
        value={search.by ?? 'all'}
        onChange={(by) => onChange({ by: by === 'mine' ? 'mine' : undefined })}
        data={[
          { value: 'all', label: 'All' },
          { value: 'mine', label: 'Mine' },
        ]}
      />
      <Choose
        label="Status"
        choices={STATUSES}
        value={search.status}
        onChoose={(status) => onChange({ status })}
      />
    </Group>
  )
}
