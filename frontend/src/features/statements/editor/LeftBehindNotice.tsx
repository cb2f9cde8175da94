import { Button, List } from '@mantine/core'
import { Notice } from '@/components/Notice'

interface LeftBehindNoticeProps {
  parts: readonly string[]
  onConfirm: () => void
}

/** What the clipboard held and the text did not take. */
export function LeftBehindNotice({ parts, onConfirm }: LeftBehindNoticeProps) {
  return (
    <Notice
      tone="warning"
      role="status"
      title="Left out of what you pasted"
      action={
        <Button variant="default" size="compact-md" onClick={onConfirm}>
          OK
        </Button>
      }
    >
      <List size="sm">
        {parts.map((part) => (
          <List.Item key={part}>{part}</List.Item>
        ))}
      </List>
    </Notice>
  )
}
