import { Button, Group, Modal, type ModalProps } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { ProblemAlert } from './ProblemAlert'

interface ConfirmDialogProps {
  opened: boolean
  title: string
  /** What will happen, with its numbers. */
  children: ReactNode
  /** Names what is done: "Push 12 statements", never "OK". */
  confirmLabel: string
  cancelLabel?: string
  /** For what cannot be undone. */
  dangerous?: boolean
  /** Wider than usual, for a dialog that shows texts. */
  size?: ModalProps['size']
  /** The dialog stays open, showing the problem, if this fails; it closes when it is done. */
  onConfirm: () => unknown
  onClose: () => void
}

export function ConfirmDialog(props: ConfirmDialogProps) {
  const { opened, title, children, confirmLabel, cancelLabel = 'Cancel', dangerous = false } = props
  const confirmation = useMutation({
    mutationFn: async () => {
      await props.onConfirm()
    },
    onSuccess: props.onClose,
  })

  const close = () => {
    if (confirmation.isPending) return
    confirmation.reset()
    props.onClose()
  }

  return (
    <Modal
      opened={opened}
      onClose={close}
      title={title}
      centered
      size={props.size}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {children}
      {confirmation.isError && <ProblemAlert error={confirmation.error} />}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={close} disabled={confirmation.isPending} data-autofocus>
          {cancelLabel}
        </Button>
        <Button
          color={dangerous ? 'red' : undefined}
          loading={confirmation.isPending}
          onClick={() => confirmation.mutate()}
        >
          {confirmLabel}
        </Button>
      </Group>
    </Modal>
  )
}
