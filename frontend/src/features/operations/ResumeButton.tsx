import { Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ConfirmDialog } from '@/components/ConfirmDialog'
import { useSetWrites } from './api/setWrites'

export function ResumeButton() {
  const setWrites = useSetWrites()
  const [isAsking, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button size="compact-md" variant="default" onClick={open}>
        Allow writes again
      </Button>
      <ConfirmDialog
        opened={isAsking}
        title="Allow writes to ServiceNow again?"
        confirmLabel="Allow writes"
        cancelLabel="Go back"
        onConfirm={() => setWrites({ writes: 'on' })}
        onClose={close}
      >
        <Text>Pushes that waited go on by themselves within five minutes.</Text>
      </ConfirmDialog>
    </>
  )
}
