import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { PushResult } from '../types'
import { isStoredDifferently } from './filterResults'
import styles from './ResultRow.module.css'

interface ResultActionsProps {
  result: PushResult
  /** Whether its texts are shown. */
  isOpen: boolean
  onToggle: () => void
}

/** Where to look further into one result: its texts, its conflict, its record in ServiceNow. */
export function ResultActions({ result, isOpen, onToggle }: ResultActionsProps) {
  const { statement_id, control_id, outcome, success, audit_id, servicenow_url } = result
  const hasTexts = audit_id !== null && (success || isStoredDifferently(result))
  return (
    <div className={styles.actions}>
      {outcome === 'conflict' && (
        <Anchor
          size="sm"
          underline="always"
          renderRoot={(props) => (
            <Link {...props} to="/push" search={{ step: 'conflicts', resolve: statement_id }} />
          )}
        >
          Open in conflicts
        </Anchor>
      )}
      {hasTexts && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          underline="always"
          onClick={onToggle}
          aria-expanded={isOpen}
          aria-controls={`texts-${statement_id}`}
          aria-label={`${isOpen ? 'Hide the texts' : 'Before and after'} of ${control_id}`}
        >
          {isOpen ? 'Hide the texts' : 'Before and after'}
        </Anchor>
      )}
      {servicenow_url && (
        <Anchor
          href={servicenow_url}
          target="_blank"
          rel="noreferrer"
          size="sm"
          underline="always"
          aria-label={`${control_id} in ServiceNow (new tab)`}
        >
          In ServiceNow ↗
        </Anchor>
      )}
    </div>
  )
}
