import { Text } from '@mantine/core'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { MISSING, SYNC_STATUS } from '@/components/statuses'
import type { Statement } from '../texts'
import styles from './StatementSummary.module.css'

/** Where the statement stands: here, and in ServiceNow as it was last read. */
export function StatementSummary({ statement }: { statement: Statement }) {
  const { sync_status, presence, modified_by, modified_at, servicenow_version } = statement
  return (
    <div className={styles.summary}>
      <StatusBadge {...SYNC_STATUS[sync_status]} />
      {presence === 'missing' && <StatusBadge {...MISSING} />}
      {modified_by && modified_at && (
        <Text span size="sm">
          Modified by {modified_by}, <RelativeTime at={modified_at} />
        </Text>
      )}
      <Text span size="sm" c="dimmed">
        In ServiceNow: {servicenow_version.updated_by}, <RelativeTime at={servicenow_version.updated_on} />
      </Text>
    </div>
  )
}
