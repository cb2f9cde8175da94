import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { RUN_STATUS } from '@/components/statuses'
import type { Schemas } from '@/lib/api'
import { countedStatements } from '@/lib/counted'
import styles from './JobRow.module.css'

/** A run of a schedule that started no push: what it did instead, and why. */
export function RunRow({ run }: { run: Schemas['RunView'] }) {
  return (
    <li className={styles.row}>
      <div className={styles.status}>
        <StatusBadge {...RUN_STATUS[run.status]} />
      </div>
      <div className={styles.what}>
        <Anchor
          fw={600}
          renderRoot={(props) => (
            <Link {...props} to="/schedules/$scheduleId" params={{ scheduleId: run.schedule_id }} />
          )}
        >
          {run.schedule_name}
        </Anchor>
        <Text size="sm" c="dimmed">
          {run.reason ?? (run.held_count > 0 ? `${countedStatements(run.held_count)} held` : 'No push')}
        </Text>
      </div>
      <div className={styles.who}>
        <Text size="sm">{run.run_by ?? run.saved_by}</Text>
        <Text size="sm" c="dimmed">
          {run.run_by ? 'Schedule, by hand' : 'By schedule'}
        </Text>
      </div>
      <Text size="sm" c="dimmed" className={styles.when}>
        <RelativeTime at={run.at} />
      </Text>
    </li>
  )
}
