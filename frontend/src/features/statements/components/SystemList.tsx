import { VisuallyHidden } from '@mantine/core'
import type { System } from '../api/getSystems'
import styles from './SystemList.module.css'
import { SystemRow } from './SystemRow'

/** The systems as a table; on a narrow screen each is a few lines. */
export function SystemList({ systems }: { systems: readonly System[] }) {
  return (
    <div role="table" aria-label="Systems" className={styles.table}>
      <div role="row" className={styles.header}>
        <div role="columnheader">System</div>
        <div role="columnheader" className={styles.count}>
          Statements
        </div>
        <div role="columnheader" className={styles.count}>
          Modified
        </div>
        <div role="columnheader">Last pulled</div>
        <div role="columnheader">
          <VisuallyHidden>Pull</VisuallyHidden>
        </div>
      </div>
      {systems.map((system) => (
        <SystemRow key={system.system_id} system={system} />
      ))}
    </div>
  )
}
