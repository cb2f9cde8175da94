import { Button, Text } from '@mantine/core'
import { Notice } from '@/components/Notice'
import { countedStatements } from '@/lib/counted'

interface PutAsideNoticeProps {
  count: number
  onPutBack: () => void
}

/** Shown while a push that another page began stands before an earlier selection. */
export function PutAsideNotice({ count, onPutBack }: PutAsideNoticeProps) {
  if (count === 0) return null
  return (
    <Notice
      role="status"
      tone="info"
      title={`Your earlier selection of ${countedStatements(count)} is put aside`}
      action={
        <Button variant="default" size="compact-md" onClick={onPutBack}>
          Select {count === 1 ? 'it' : 'them'} as well
        </Button>
      }
    >
      <Text size="sm">It comes back when this push is started.</Text>
    </Notice>
  )
}
