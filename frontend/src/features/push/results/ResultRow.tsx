import { Anchor, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { withLocalTimes } from '@/lib/time'
import type { OpenItem, PushItem } from '../types'
import { endingOf, ENDINGS } from './endings'
import { ItemTexts } from './ItemTexts'
import { ResultActions } from './ResultActions'
import styles from './ResultRow.module.css'

interface ResultRowProps {
  item: PushItem
  namesSystem: boolean
}

/** How one statement ended, and why; or how far it is. */
export function ResultRow({ item, namesSystem }: ResultRowProps) {
  const { statement_id, control_id, control_name, system_name } = item
  const [isOpen, { toggle }] = useDisclosure(false)
  const result = 'outcome' in item ? item : null
  const at = 'outcome' in item ? item.pushed_at : item.claimed_at
  return (
    <>
      <div className={styles.row}>
        <div className={styles.outcome}>
          <StatusBadge {...ENDINGS[endingOf(item)]} />
        </div>
        <div className={styles.control}>
          <Anchor
            fw={600}
            renderRoot={(props) => (
              <Link {...props} to="/statements/$statementId" params={{ statementId: statement_id }} />
            )}
          >
            {control_id}
          </Anchor>{' '}
          <Text span size="sm">
            {control_name}
          </Text>
          {namesSystem && (
            <Text size="sm" c="dimmed">
              {system_name}
            </Text>
          )}
        </div>
        <div className={styles.message}>
          <Text size="sm">{messageOf(item)}</Text>
          {result && <ResultActions result={result} isOpen={isOpen} onToggle={toggle} />}
        </div>
        <Text size="sm" c="dimmed" className={styles.time}>
          {at && <RelativeTime at={at} />}
        </Text>
      </div>
      {isOpen && result?.audit_id && (
        <div id={`texts-${statement_id}`} className={styles.texts} data-row-details>
          <ItemTexts auditId={result.audit_id} name={control_id} />
        </div>
      )}
    </>
  )
}

function messageOf(item: PushItem): string {
  if ('outcome' in item) return withLocalTimes(item.error?.message ?? item.note ?? '')
  return triesOf(item)
}

function triesOf({ attempts }: OpenItem): string {
  return attempts < 2 ? '' : `Not done at the first try; this is try ${attempts}.`
}
