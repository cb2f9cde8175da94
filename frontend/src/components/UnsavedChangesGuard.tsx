import { useBlocker } from '@tanstack/react-router'
import { ConfirmDialog } from './ConfirmDialog'

interface UnsavedChangesGuardProps {
  when: boolean
  /** What would be lost: "the connection's settings". */
  what: string
}

/** Asks before the reader leaves a page with changes that are stored nowhere. */
export function UnsavedChangesGuard({ when, what }: UnsavedChangesGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => when && current.pathname !== next.pathname,
    enableBeforeUnload: when,
    withResolver: true,
  })
  return (
    <ConfirmDialog
      opened={blocker.status === 'blocked'}
      title="Leave without saving?"
      confirmLabel="Leave without saving"
      cancelLabel="Stay here"
      dangerous
      onConfirm={() => blocker.proceed?.()}
      onClose={() => blocker.reset?.()}
    >
      Your changes to {what} are not saved. If you leave, they are lost.
    </ConfirmDialog>
  )
}
