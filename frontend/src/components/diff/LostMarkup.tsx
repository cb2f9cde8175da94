import { List } from '@mantine/core'
import { useMemo } from 'react'
import { Notice } from '@/components/Notice'
import { lostBetween } from '@/lib/texts/takenOut'

/** What the second text no longer has and nobody can add again: pictures, comments, markup that is not allowed. */
export function LostMarkup({ before, after }: { before: string; after: string }) {
  const lost = useMemo(() => lostBetween(before, after), [before, after])
  if (lost.length === 0) return null
  return (
    <Notice tone="warning" title="No longer in the text">
      <List size="sm">
        {lost.map((part) => (
          <List.Item key={part}>{part}</List.Item>
        ))}
      </List>
    </Notice>
  )
}
