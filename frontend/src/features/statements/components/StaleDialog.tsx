import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { StatementDiff } from '@/components/diff/StatementDiff'
import { exactTime } from '@/lib/time'
import { useSession } from '@/lib/useSession'
import { shownText, type Statement } from '../texts'

interface StaleDialogProps {
  opened: boolean
  theirs: Statement
  mine: string
  onKeepMine: () => void
  onTakeTheirs: () => void
  /** Decides nothing. */
  onClose: () => void
}

/** Two texts typed at the same time: one has to be chosen, with both in view. */
export function StaleDialog({ opened, theirs, mine, onKeepMine, onTakeTheirs, onClose }: StaleDialogProps) {
  const { user } = useSession()
  const { modified_by, modified_at, control_id } = theirs
  const who = modified_by === user?.name ? 'You, in another window' : modified_by
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size="xl"
      title={`${control_id} was changed elsewhere`}
      closeButtonProps={{ 'aria-label': 'Decide later' }}
    >
      <Stack gap="md">
        <Text>
          {who
            ? `${who}, saved another text while you were typing. `
            : 'The text was replaced by the one in ServiceNow while you were typing. '}
          Nothing was overwritten. Which text should stay?
        </Text>
        <StatementDiff
          original={shownText(theirs)}
          modified={mine}
          originalLabel={who && modified_at ? `Theirs: ${who}, ${exactTime(modified_at)}` : 'Theirs'}
          modifiedLabel="Mine: typed here, not saved"
          name="Both texts"
          height={360}
        />
        <Text size="sm" c="dimmed">
          If you keep yours, theirs stays in the history. If you take theirs, yours can be brought back as
          long as this page is open.
        </Text>
        <Group justify="flex-end" gap="sm">
          <Button variant="subtle" onClick={onClose} data-autofocus>
            Decide later
          </Button>
          <Button variant="default" onClick={onTakeTheirs}>
            Take theirs
          </Button>
          <Button onClick={onKeepMine}>Keep mine</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
