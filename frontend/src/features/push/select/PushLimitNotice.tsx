import { Button, Text } from '@mantine/core'
import { Notice } from '@/components/Notice'
import { PUSH_LIMIT } from './pushLimit'
import type { Selection, SelectionAction } from './selection'
import type { ModifiedStatement } from '../types'

interface PushLimitNoticeProps {
  statements: readonly ModifiedStatement[]
  selection: Selection
  onSelect: (change: SelectionAction) => void
}

/** Shown when more is selected than one push takes. */
export function PushLimitNotice({ statements, selection, onSelect }: PushLimitNoticeProps) {
  if (selection.size <= PUSH_LIMIT) return null
  const keepFirst = () => {
    const chosen = statements.filter(({ id }) => selection.has(id)).map(({ id }) => id)
    onSelect({ type: 'remove', ids: chosen.slice(PUSH_LIMIT) })
  }
  const limit = PUSH_LIMIT.toLocaleString('en')
  return (
    <Notice
      role="status"
      tone="warning"
      title={`One push takes up to ${limit} statements; ${selection.size.toLocaleString('en')} are selected`}
      action={
        <Button variant="default" size="compact-md" onClick={keepFirst}>
          Keep the first {limit}
        </Button>
      }
    >
      <Text size="sm">Push the first {limit} now; the others stay in this list for the next push.</Text>
    </Notice>
  )
}
