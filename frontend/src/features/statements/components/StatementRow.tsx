import { Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { STATEMENT_STATUS } from '@/components/statuses'
import { statusOf } from '../filterStatements'
import type { Statement } from '../texts'
import styles from './StatementRow.module.css'

/** One line of a system's list; all of it is the link. */
export const StatementRow = memo(function StatementRow({ statement }: { statement: Statement }) {
  const { id, control_id, control_name, modified_by, modified_at } = statement
  return (
    <Link to="/statements/$statementId" params={{ statementId: id }} className={styles.row}>
      <span className={styles.id}>{control_id}</span>
      <span className={styles.name}>{control_name}</span>
      <span className={styles.status}>
        <StatusBadge {...STATEMENT_STATUS[statusOf(statement)]} />
      </span>
      <Text span size="sm" c="dimmed" className={styles.who}>
        {modified_by && modified_at && (
          <>
            {modified_by}, <RelativeTime at={modified_at} />
          </>
        )}
      </Text>
    </Link>
  )
})
