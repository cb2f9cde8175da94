import { Anchor, Checkbox, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo, type MouseEvent } from 'react'
import { RelativeTime } from '@/components/RelativeTime'
import { StatusBadge } from '@/components/StatusBadge'
import { SYNC_STATUS } from '@/components/statuses'
import { useChange } from '../api/useChange'
import { ChangeOfText, ChangeWarnings, WordCounts } from '../change/ChangeText'
import { isSelectable } from './filterModified'
import type { ModifiedStatement } from '../types'
import styles from './ModifiedRow.module.css'

interface ModifiedRowProps {
  statement: ModifiedStatement
  selected: boolean
  /** Of the text that this person has reviewed. */
  reviewedRevision: number | undefined
  /** Why nothing can be selected by this person; null when it can. */
  refusal: string | null
  onToggle: (id: string, isRange: boolean) => void
}

/** Drawn anew only when its own state changes, so that selecting thousands stays quick. */
export const ModifiedRow = memo(function SelectRow({
  statement,
  selected,
  reviewedRevision,
  refusal,
  onToggle,
}: ModifiedRowProps) {
  const { id, control_id, control_name, system_name } = statement
  const selectable = isSelectable(statement)
  return (
    <div className={styles.row} data-selected={selected || undefined}>
      <Checkbox
        className={styles.check}
        checked={selected}
        disabled={!selectable || refusal !== null}
        aria-label={`${control_id} ${control_name}, ${system_name}`}
        aria-describedby={selectable ? undefined : `why-${id}`}
        title={refusal ?? undefined}
        // A click tells of the Shift key, and a press of the space bar is one too.
        onClick={(event: MouseEvent) => onToggle(id, event.shiftKey)}
        // Shift and a click would select the text in between too.
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        readOnly
      />
      <RowText statement={statement} reviewedRevision={reviewedRevision} />
      {!selectable && <ConflictNote id={id} refusal={refusal} />}
    </div>
  )
})

type RowTextProps = Pick<ModifiedRowProps, 'statement' | 'reviewedRevision'>

const RowText = memo(function RowText({ statement, reviewedRevision }: RowTextProps) {
  const { id, control_id, control_name, system_name } = statement
  const change = useChange(statement)
  return (
    <>
      <div className={styles.control}>
        <Anchor
          fw={600}
          renderRoot={(props) => (
            <Link {...props} to="/statements/$statementId" params={{ statementId: id }} />
          )}
        >
          {control_id}
        </Anchor>{' '}
        <Text span>{control_name}</Text> {change && <WordCounts {...change} />}{' '}
        {change && change.revision === reviewedRevision && <StatusBadge tone="success" label="Reviewed" />}
      </div>
      <div className={styles.preview}>
        {change ? (
          <>
            <ChangeOfText change={change} />
            <ChangeWarnings {...change} />
          </>
        ) : (
          <Text size="sm" c="dimmed" lineClamp={1}>
            {statement.content_preview}
          </Text>
        )}
      </div>
      <div className={styles.meta}>
        <Text size="sm" truncate title={system_name}>
          {system_name}
        </Text>
        <Text size="sm" c="dimmed" truncate>
          {statement.modified_by}, <RelativeTime at={statement.modified_at} />
        </Text>
      </div>
    </>
  )
})

function ConflictNote({ id, refusal }: { id: string; refusal: string | null }) {
  return (
    <div className={styles.conflict}>
      <StatusBadge {...SYNC_STATUS.conflict} />
      <Text id={`why-${id}`} size="sm">
        Changed in ServiceNow too.
      </Text>
      {refusal === null && (
        <Anchor
          size="sm"
          renderRoot={(props) => <Link {...props} to="/push" search={{ step: 'conflicts', resolve: id }} />}
        >
          Resolve
        </Anchor>
      )}
    </div>
  )
}
