import { Button, Group, Text } from '@mantine/core'
import type { RefObject } from 'react'
import type { ConflictCheck, ModifiedStatement } from '../types'
import styles from './ConflictDialog.module.css'
import type { Sorted } from '../conflictWork'
import { Stamp } from '../WhoChanged'

interface ConflictHeadProps {
  sorted: Sorted
  check: ConflictCheck
  statement: ModifiedStatement | undefined
  announcement: string
  isDeciding: boolean
  headingRef: RefObject<HTMLHeadingElement | null>
  onMove: (step: 1 | -1) => void
}

/** Which conflict this is, and who changed what, when. */
export function ConflictHead(props: ConflictHeadProps) {
  const { sorted, check, statement, announcement, isDeciding, headingRef, onMove } = props
  const position = sorted.queue.findIndex(({ statement_id }) => statement_id === check.statement_id) + 1
  const isOnly = sorted.open.length < 2 || isDeciding
  return (
    <>
      <div className={styles.head}>
        <h3 className={styles.position} ref={headingRef} tabIndex={-1} data-autofocus>
          {position} of {sorted.queue.length}
          {statement && ` · ${statement.control_name} · ${statement.system_name}`}
        </h3>
        <Group gap="xs">
          <Button size="xs" variant="default" disabled={isOnly} onClick={() => onMove(-1)}>
            Previous conflict
          </Button>
          <Button size="xs" variant="default" disabled={isOnly} onClick={() => onMove(1)}>
            Next conflict
          </Button>
        </Group>
      </div>
      <Text size="sm" role="status" className={styles.announcement}>
        {announcement}
      </Text>
      <dl className={styles.stamps}>
        <div>
          <dt>ServiceNow’s text</dt>
          <dd>
            <Stamp by={check.remote_updated_by} at={check.remote_updated_at} />
          </dd>
        </div>
        <div>
          <dt>Local text</dt>
          <dd>
            <Stamp by={statement?.modified_by} at={check.local_updated_at} />
          </dd>
        </div>
      </dl>
    </>
  )
}
