import { act, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '@/testing/render'
import { signIn } from '@/testing/session'
import { conflict, idOf, Product, check } from '@/features/conflicts/testing'
import { giveModified, modified } from '../testing'
import { loadWizard } from './wizardStorage'

test('somebody else who signs in on this page does not get the selection', async () => {
  giveModified([modified('AC-2'), modified('AC-3')])
  const { user, session } = await renderApp('/push')
  await user.click(await screen.findByRole('checkbox', { name: /^AC-2 / }))
  expect(screen.getByText('1 selected')).toBeInTheDocument()

  act(() => {
    signIn(session, { username: 'ben' })
  })

  expect(await screen.findByText('0 selected')).toBeInTheDocument()
  expect(loadWizard('ben').selection.size).toBe(0)
  expect([...loadWizard('ana').selection]).toEqual(['id-AC-2'])
})

test.each([
  ['Keep ServiceNow Version', 'keep_remote', '20 selected'],
  ['Keep Local Version', 'keep_local', '22 selected'],
] as const)(
  'conflicts resolved beside a selection leave it as it is: %s',
  async (button, resolution, selected) => {
    const product = new Product([
      ...Array.from({ length: 20 }, (_, index) => check(index + 1)),
      conflict(21),
      conflict(22),
    ])
    const { user } = await renderApp('/push')
    await user.click(await screen.findByRole('checkbox', { name: /^Select all/ }))
    expect(screen.getByText('20 selected')).toBeInTheDocument()

    await user.click(screen.getByRole('link', { name: 'Resolve 2 conflicts' }))
    await user.click(await screen.findByRole('button', { name: 'Resolve AC-21' }))
    for (const index of [21, 22]) {
      product.checks.set(idOf(index), check(index))
      const dialog = within(await screen.findByRole('dialog', { name: `AC-${index}` }))
      await user.click(dialog.getByRole('button', { name: button }))
    }
    expect(await screen.findByText(/20 statements stay selected/)).toBeInTheDocument()
    expect(screen.queryByText(/Nothing is ready to push/)).not.toBeInTheDocument()
    expect(product.resolutions.map(([, request]) => request.resolution)).toEqual([resolution, resolution])
    await user.click(screen.getByRole('button', { name: 'Back to the selection' }))

    expect(await screen.findByText(selected)).toBeInTheDocument()
  },
)
