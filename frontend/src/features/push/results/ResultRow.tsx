import { Anchor, Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { OUTCOME } from '@/components/statuses'
import { withLocalTimes } from '@/lib/time'
import { isStoredDifferently } from './filterResults'
import type { PushResult } from '../types'
import styles from './ResultRow.module.css'
import { SentAndStored } from './SentAndStored'

/** How one statement ended, and why. */
export function ResultRow({ result }: { result: PushResult }) {
  const { statement_id, control_id, outcome, error, note, pushed_at, audit_id } = result
  const [isOpen, { toggle }] = useDisclosure(false)
  const diffId = `stored-${statement_id}`
  return (
    <>
      <div className={styles.row}>
        <div className={styles.outcome}>
          <StatusBadge {...OUTCOME[outcome]} />
        </div>
        <Anchor
          renderRoot={(props) => (
            <Link {...props} to="/statements/$statementId" params={{ statementId: statement_id }} />
          )}
          fw={600}
          className={styles.control}
        >
          {control_id}
        </Anchor>
        <div className={styles.message}>
          <Text size="sm">{withLocalTimes(error?.message ?? note ?? '')}</Text>
          {outcome === 'conflict' && (
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => (
                <Link {...props} to="/push" search={{ step: 'conflicts', resolve: statement_id }} />
              )}
            >
              Resolve
            </Anchor>
          )}
          {audit_id && isStoredDifferently(result) && (
            <Button
              variant="default"
              size="compact-sm"
              onClick={toggle}
              aria-expanded={isOpen}
              aria-controls={diffId}
              aria-label={isOpen ? `Hide texts of ${control_id}` : `Sent and stored text of ${control_id}`}
            >
              {isOpen ? 'Hide texts' : 'Sent and stored'}
            </Button>
          )}
        </div>
        <Text size="sm" c="dimmed" className={styles.time}>
          {pushed_at && <RelativeTime at={pushed_at} />}
        </Text>
      </div>
      {isOpen && audit_id && (
        <div id={diffId} className={styles.texts} data-row-details>
          <SentAndStored auditId={audit_id} />
        </div>
      )}
    </>
  )
}
