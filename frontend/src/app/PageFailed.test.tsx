import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { renderWithProviders } from '@/testing/render'

let broken = true

function Fragile() {
  if (broken) throw new Error('a field is missing')
  return <p>All is well</p>
}

test('a page that breaks offers a way on, and hides the inside of the error', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  broken = true
  const { user } = await renderWithProviders(<Fragile />)

  expect(
    await screen.findByRole('heading', { level: 1, name: 'This page could not be shown' }),
  ).toBeInTheDocument()
  expect(screen.queryByText(/a field is missing/)).not.toBeInTheDocument()
  expect(logged).toHaveBeenCalled()

  broken = false
  await user.click(screen.getByRole('button', { name: 'Try again' }))

  expect(await screen.findByText('All is well')).toBeInTheDocument()
})
