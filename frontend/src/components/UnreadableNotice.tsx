import { Box, List } from '@mantine/core'
import { unreadableIn } from '@/lib/unreadable'
import { Notice } from './Notice'

type Pages = Parameters<typeof unreadableIn>[0]

/** Names what belongs in a list and cannot be shown. */
export function UnreadableNotice({ pages }: { pages: Pages }) {
  const rows = unreadableIn(pages)
  if (rows.length === 0) return null
  const title = rows.length === 1 ? 'One row cannot be shown' : `${String(rows.length)} rows cannot be shown`
  return (
    <Box my="sm">
      <Notice tone="warning" role="status" title={title}>
        <List size="sm">
          {rows.map(({ id, message }) => (
            <List.Item key={id}>{message}</List.Item>
          ))}
        </List>
      </Notice>
    </Box>
  )
}
