import { Anchor, Button, Text, VisuallyHidden } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '@/components/RelativeTime'
import { useSession } from '@/lib/useSession'
import type { System } from '../api/getSystems'
import { usePull } from '../hooks/usePull'
import { PullProgress } from './PullProgress'
import styles from './SystemList.module.css'

/** One system: what is known of it here, and its pull. */
export function SystemRow({ system }: { system: System }) {
  const { system_id: systemId, name, statement_count, modified_count, missing_count, last_pulled_at } = system
  const pulling = usePull(systemId)
  const { can } = useSession()
  return (
    <div role="row" className={styles.row}>
      <div role="cell" className={styles.name}>
        <Anchor
          fw={600}
          renderRoot={(props) => <Link {...props} to="/systems/$systemId" params={{ systemId }} />}
        >
          {name}
        </Anchor>
        {missing_count > 0 && (
          <div>
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => (
                <Link
                  {...props}
                  to="/systems/$systemId"
                  params={{ systemId }}
                  search={{ status: 'missing' }}
                />
              )}
            >
              {missing_count.toLocaleString('en')} missing in ServiceNow
            </Anchor>
          </div>
        )}
      </div>
      <Count value={statement_count} noun="statements" />
      <Count value={modified_count} noun="modified" />
      <div role="cell" className={styles.pulled}>
        <Text span size="sm" c={last_pulled_at ? undefined : 'dimmed'}>
          <span className={styles.narrowLabel}>Pulled </span>
          {last_pulled_at ? <RelativeTime at={last_pulled_at} /> : 'not yet'}
        </Text>
      </div>
      <div role="cell" className={styles.action}>
        {can('pull') && (
          <Button
            size="compact-sm"
            variant={last_pulled_at ? 'default' : 'filled'}
            loading={pulling.isRunning}
            onClick={pulling.start}
          >
            Pull<VisuallyHidden component="span"> {name}</VisuallyHidden>
          </Button>
        )}
      </div>
      <div role="cell" className={styles.progress}>
        <PullProgress pulling={pulling} systemId={systemId} />
      </div>
    </div>
  )
}

function Count({ value, noun }: { value: number; noun: string }) {
  return (
    <div role="cell" className={styles.count} data-zero={value === 0 || undefined}>
      <span className={styles.number}>{value.toLocaleString('en')}</span>
      <span className={styles.narrowLabel}> {noun}</span>
    </div>
  )
}
