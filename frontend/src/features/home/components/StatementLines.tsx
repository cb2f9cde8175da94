import { Anchor, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { RelativeTime } from '@/components/RelativeTime'
import type { Schemas } from '@/lib/api'
import styles from './Home.module.css'

/** More would say less. */
const SHOWN = 5

/** The first few of some modified statements, each with whose it is and since when. */
export function StatementLines({ statements }: { statements: readonly Schemas['ModifiedStatement'][] }) {
  const others = statements.length - SHOWN
  return (
    <ul className={styles.lines}>
      {statements
        .slice(0, SHOWN)
        .map(({ id, control_id, control_name, system_name, modified_by, modified_at }) => (
          <li key={id} className={styles.line}>
            <span>
              <Anchor
                fw={600}
                renderRoot={(props) => (
                  <Link {...props} to="/statements/$statementId" params={{ statementId: id }} />
                )}
              >
                {control_id}
              </Anchor>{' '}
              {control_name}, {system_name}
            </span>
            <Text span size="sm" c="dimmed">
              {modified_by}, <RelativeTime at={modified_at} />
            </Text>
          </li>
        ))}
      {others > 0 && (
        <li>
          <Text size="sm" c="dimmed">
            and {others.toLocaleString('en')} more
          </Text>
        </li>
      )}
    </ul>
  )
}
