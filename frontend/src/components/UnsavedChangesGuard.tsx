import { useBlocker } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ConfirmDialog } from './ConfirmDialog'

interface UnsavedChangesGuardProps {
  when: boolean
  /** What would be lost: "the connection's settings". */
  what: string
  /** Tries to save before it asks; the reader is asked only if this does not answer true. */
  save?: () => Promise<boolean>
  /** What becomes of the changes, if they are not lost. */
  children?: ReactNode
}

/** Asks before the reader leaves a page with changes that are stored nowhere. */
export function UnsavedChangesGuard({ when, what, save, children }: UnsavedChangesGuardProps) {
  const blocker = useBlocker({
    shouldBlockFn: async ({ current, next }) =>
      when && current.pathname !== next.pathname && (await save?.()) !== true,
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
      Your changes to {what} are not saved. {children ?? 'If you leave, they are lost.'}
    </ConfirmDialog>
  )
}
