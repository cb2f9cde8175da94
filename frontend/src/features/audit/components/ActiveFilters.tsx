import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { exactTime } from '@/lib/time'
import { ACTIONS } from '../actions'
import { chosenStatementQuery } from '../api/getStatementChoices'
import { isFiltered, NO_FILTER, type AuditFilter } from '../filter'

interface ActiveFiltersProps {
  filter: AuditFilter
  onChange: (change: AuditFilter) => void
}

/** Which filters are on; each can be taken off. */
export function ActiveFilters({ filter, onChange }: ActiveFiltersProps) {
  const { data: statement } = useQuery(chosenStatementQuery(filter.statement))
  if (!isFiltered(filter)) return null
  return (
    <Group gap="xs" role="group" aria-label="Filters that are on">
      {wordsOf(filter, statement?.control_id).map(({ name, words }) => (
        <Button
          key={name}
          variant="light"
          size="compact-sm"
          rightSection={<span aria-hidden>×</span>}
          aria-label={`Take off the filter: ${words}`}
          onClick={() => onChange({ [name]: undefined })}
        >
          {words}
        </Button>
      ))}
      <Button variant="subtle" size="compact-sm" onClick={() => onChange(NO_FILTER)}>
        Reset filters
      </Button>
    </Group>
  )
}

function wordsOf({ action, actor, statement, job, from, to }: AuditFilter, controlId?: string) {
  const all: [name: keyof AuditFilter, words: string | undefined | false][] = [
    ['action', action && ACTIONS[action].label],
    ['actor', actor && `By ${actor}`],
    ['statement', statement && `Statement ${controlId ?? statement}`],
    ['job', job && `Push ${job.slice(0, 8)}`],
    ['from', from && `From ${exactTime(from)}`],
    ['to', to && `Until ${exactTime(to)}`],
  ]
  return all.flatMap(([name, words]) => (words ? [{ name, words }] : []))
}
