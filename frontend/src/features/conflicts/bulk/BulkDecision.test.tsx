import { screen, waitFor, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { saveDraft } from '../merge/mergeDrafts'
import { conflict, idOf, Product, refusal } from '../testing'

const conflicts = [1, 2, 3, 4].map((index) => conflict(index))

test('keeps every local text after a counted question, and goes on after a failure', async () => {
  const product = new Product(conflicts)
  product.refusals.set(idOf(2), () => refusal('stale_revision', 'The statement was changed. Load it again.'))
  const { user } = await product.open()

  await user.click(await screen.findByRole('button', { name: 'All local' }))
  const question = await screen.findByRole('dialog', {
    name: 'Write your text over ServiceNow’s in 4 statements?',
  })
  expect(product.resolutions).toEqual([])
  await user.click(within(question).getByRole('button', { name: 'Keep the local text of 4' }))

  expect(await screen.findByText('1 statement could not be resolved')).toBeInTheDocument()
  expect(product.resolutions.map(([id, { resolution }]) => [id, resolution])).toEqual(
    [1, 2, 3, 4].map((index) => [idOf(index), 'keep_local']),
  )
  const row = screen.getByRole('button', { name: 'Resolve AC-2' }).closest('[role="listitem"]')
  expect(row).toHaveTextContent('Not resolved: The statement was changed. Load it again.')
  expect(screen.getByText('1 conflict of 4 to resolve')).toBeInTheDocument()
  expect(screen.getByText(/^Ready: 3 statements\. Left out of this push: 1 conflict/)).toBeInTheDocument()
})

test('keeps every text of ServiceNow, each on the version that was remoteVersion', async () => {
  const product = new Product(conflicts)
  const { user } = await product.open()

  await user.click(await screen.findByRole('button', { name: 'All ServiceNow' }))
  await user.click(await screen.findByRole('button', { name: 'Keep ServiceNow’s text of 4' }))

  await waitFor(() => expect(product.resolutions).toHaveLength(4))
  expect(product.resolutions[3]).toEqual([
    idOf(4),
    { resolution: 'keep_remote', remote_version: conflict(4).remote_version, revision: 2 },
  ])
  expect(await screen.findByText('All 4 conflicts are resolved')).toBeInTheDocument()
  expect(screen.getByText(/Nothing is ready to push/)).toBeInTheDocument()
})

test('stops when ServiceNow refuses the sign-in: trying on would lock the account', async () => {
  const product = new Product(conflicts)
  product.refusals.set(idOf(2), () => refusal('auth_expired', 'ServiceNow refused the sign-in.'))
  const { user } = await product.open()

  await user.click(await screen.findByRole('button', { name: 'All local' }))
  await user.click(await screen.findByRole('button', { name: 'Keep the local text of 4' }))

  expect(await screen.findByText('Stopped: 2 of 4 statements done')).toBeInTheDocument()
  expect(product.resolutions).toHaveLength(2)
})

test('leaves a conflict with an unfinished merge alone, and says so', async () => {
  saveDraft('ana', idOf(3), { text: 'Mine', start: '', choices: {}, remoteVersion: '' })
  const product = new Product(conflicts)
  const { user } = await product.open()

  await user.click(await screen.findByRole('button', { name: 'All local' }))
  expect(await screen.findByText(/1 statement with an unfinished merge/)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Keep the local text of 3' }))

  await waitFor(() => expect(product.resolutions).toHaveLength(3))
  expect(product.resolutions.map(([id]) => id)).not.toContain(idOf(3))
})
