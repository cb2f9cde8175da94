import { Button, Text } from '@mantine/core'
import { showToast } from '@/components/toast'
import { useEffect, useEffectEvent, useRef } from 'react'
import { Notice } from '@/components/Notice'
import { countedStatements } from '@/lib/counted'

interface NoConflictProps {
  count: number
  onContinue: () => Promise<void>
}

/** Nothing to decide: says so and goes on by itself. */
export function NoConflict({ count, onContinue }: NoConflictProps) {
  const hasGone = useRef(false)
  const goOn = useEffectEvent(async () => {
    if (hasGone.current) return
    hasGone.current = true
    await onContinue()
    void showToast({
      title: 'No conflicts',
      message: `Compared with ServiceNow: ${countedStatements(count)}.`,
    })
  })
  useEffect(() => void goOn(), [])

  return (
    <Notice
      role="status"
      tone="success"
      title="No conflicts"
      action={
        <Button variant="default" size="compact-md" onClick={() => void onContinue()}>
          Continue
        </Button>
      }
    >
      <Text size="sm">{countedStatements(count)} compared with ServiceNow. Going on…</Text>
    </Notice>
  )
}
