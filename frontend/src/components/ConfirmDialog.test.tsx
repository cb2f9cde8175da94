import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { offlineProblem } from '@/lib/problem'
import { renderWithProviders } from '@/testing/render'
import { ConfirmDialog } from './ConfirmDialog'

function dialog(onConfirm: () => unknown, onClose: () => void) {
  return (
    <ConfirmDialog
      opened
      title="Cancel the push?"
      confirmLabel="Stop"
      onConfirm={onConfirm}
      onClose={onClose}
    >
      38 statements stay as they are.
    </ConfirmDialog>
  )
}

test('closes when the work is done', async () => {
  const onConfirm = vi.fn(() => Promise.resolve())
  const onClose = vi.fn()
  const { user } = await renderWithProviders(dialog(onConfirm, onClose))

  await user.click(await screen.findByRole('button', { name: 'Stop' }))

  expect(onConfirm).toHaveBeenCalledOnce()
  expect(onClose).toHaveBeenCalledOnce()
})

test('stays open and says why when the work fails', async () => {
  const onClose = vi.fn()
  const { user } = await renderWithProviders(dialog(() => Promise.reject(offlineProblem()), onClose))

  await user.click(await screen.findByRole('button', { name: 'Stop' }))

  expect(await screen.findByRole('alert')).toHaveTextContent('cannot be reached')
  expect(onClose).not.toHaveBeenCalled()
})
