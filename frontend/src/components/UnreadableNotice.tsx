import { List } from '@mantine/core'
import type { Schemas } from '@/lib/api'
import { Notice } from './Notice'

interface Unreadable {
  unreadable: Schemas['UnreadableRow'][]
}

/** Names what belongs in a list and cannot be shown. */
export function UnreadableNotice({ pages }: { pages: readonly Unreadable[] | undefined }) {
  const rows = (pages ?? []).flatMap((page) => page.unreadable)
  if (rows.length === 0) return null
  const title = rows.length === 1 ? 'One row cannot be shown' : `${String(rows.length)} rows cannot be shown`
  return (
    <Notice tone="warning" role="status" title={title}>
      <List size="sm">
        {rows.map(({ id, message }) => (
          <List.Item key={id}>{message}</List.Item>
        ))}
      </List>
    </Notice>
  )
}
