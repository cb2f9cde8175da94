import { Stack, Text, Textarea } from '@mantine/core'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ConfirmDialog'
import { useSetWrites } from './api/setWrites'

/** Asks why before all writes are stopped, and says what that does. */
export function StopWritesDialog({ onClose }: { onClose: () => void }) {
  const setWrites = useSetWrites()
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      opened
      title="Stop all writes to ServiceNow?"
      confirmLabel="Stop all writes"
      cancelLabel="Go back"
      dangerous
      onConfirm={() => setWrites({ writes: 'off', reason })}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text>
          Every push waits, whoever started it, until an administrator allows writes again. What is being
          written at this moment is finished. Checks and pulls go on, and nothing is lost.
        </Text>
        <Textarea
          label="Why"
          description="Everybody sees it."
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </Stack>
    </ConfirmDialog>
  )
}
