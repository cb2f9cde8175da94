import { Stack } from '@mantine/core'
import { Choose } from '@/components/Choose'
import { ACTION_GROUPS } from '../actions'
import type { AuditFilter } from '../filter'
import { ActorFilter } from './ActorFilter'
import styles from './AuditFilters.module.css'
import { PushFilter } from './PushFilter'
import { StatementFilter } from './StatementFilter'
import { TimeFilter } from './TimeFilter'

interface AuditFiltersProps {
  filter: AuditFilter
  actors: string[]
  onChange: (change: AuditFilter) => void
}

/** What to show of the records: any combination narrows the list further. */
export function AuditFilters({ filter, actors, onChange }: AuditFiltersProps) {
  const { action, actor, statement, job, from, to } = filter
  return (
    <Stack gap="sm" role="search" aria-label="Filters">
      <div className={styles.filters}>
        <Choose
          label="What happened"
          choices={ACTION_GROUPS}
          value={action}
          onChoose={(chosen) => onChange({ action: chosen })}
        />
        <ActorFilter value={actor} actors={actors} onChange={(name) => onChange({ actor: name })} />
        <StatementFilter value={statement} onChange={(id) => onChange({ statement: id })} />
        <PushFilter value={job} onChange={(id) => onChange({ job: id })} />
      </div>
      <TimeFilter from={from} to={to} onChange={onChange} />
    </Stack>
  )
}
