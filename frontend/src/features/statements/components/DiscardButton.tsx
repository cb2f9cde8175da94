import { Button, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ConfirmDialog } from '@/components/ConfirmDialog'
import { StatementDiff } from '@/components/diff/StatementDiff'
import type { Autosave } from '../autosave/Autosave'
import { useDiscard } from '../hooks/useDiscard'
import type { Statement } from '../texts'

interface DiscardButtonProps {
  statement: Statement
  autosave: Autosave
  text: string
  onGiveUp: (text: string) => void
}

/** Back to the text in ServiceNow as last read, after a look at what is given up. */
export function DiscardButton({ statement, autosave, text, onGiveUp }: DiscardButtonProps) {
  const [opened, { open, close }] = useDisclosure(false)
  const discard = useDiscard(statement, autosave)
  return (
    <>
      <Button variant="default" onClick={open}>
        Discard
      </Button>
      <ConfirmDialog
        opened={opened}
        size="xl"
        title={`Discard the local changes to ${statement.control_id}?`}
        confirmLabel="Discard local changes"
        cancelLabel="Keep editing"
        dangerous
        onConfirm={async () => {
          await discard()
          onGiveUp(text)
        }}
        onClose={close}
      >
        <Stack gap="sm">
          <Text>The text goes back to the one in ServiceNow as it was last read. Nothing is pushed.</Text>
          {statement.sync_status === 'conflict' && (
            <Text>
              ServiceNow has a newer text by now. To get that one, resolve the conflict instead, or pull the
              system afterwards.
            </Text>
          )}
          {opened && (
            <StatementDiff
              original={text}
              modified={statement.content}
              originalLabel="Given up: the text here"
              modifiedLabel="Comes back: ServiceNow as last read"
              name="What is given up"
              height={320}
            />
          )}
        </Stack>
      </ConfirmDialog>
    </>
  )
}
