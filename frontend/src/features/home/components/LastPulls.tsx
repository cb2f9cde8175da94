import { Anchor, Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '@/components/RelativeTime'
import type { Schemas } from '@/lib/api'
import styles from './Home.module.css'
import { Need } from './Need'

const SHOWN = 8

/** When each system was last read from ServiceNow, the longest ago first. */
export function LastPulls({ systems }: { systems: readonly Schemas['System'][] }) {
  const pulled = systems
    .filter(({ last_pulled_at }) => last_pulled_at !== null)
    .sort((one, other) => (one.last_pulled_at ?? '').localeCompare(other.last_pulled_at ?? ''))
  const others = pulled.length - SHOWN
  return (
    <Need
      tone="neutral"
      title="Last pull of each system"
      action={
        <Button size="compact-md" variant="default" renderRoot={(props) => <Link {...props} to="/systems" />}>
          All systems
        </Button>
      }
    >
      <ul className={styles.lines}>
        {pulled.slice(0, SHOWN).map(({ system_id: systemId, name, last_pulled_at, missing_count }) => (
          <li key={systemId} className={styles.line}>
            <span>
              <Anchor
                fw={600}
                renderRoot={(props) => <Link {...props} to="/systems/$systemId" params={{ systemId }} />}
              >
                {name}
              </Anchor>
              {missing_count > 0 && `, ${missing_count.toLocaleString('en')} missing in ServiceNow`}
            </span>
            <Text span size="sm" c="dimmed">
              {last_pulled_at && <RelativeTime at={last_pulled_at} />}
            </Text>
          </li>
        ))}
        {others > 0 && (
          <li>
            <Text size="sm" c="dimmed">
              and {others.toLocaleString('en')} more, pulled since
            </Text>
          </li>
        )}
      </ul>
    </Need>
  )
}
