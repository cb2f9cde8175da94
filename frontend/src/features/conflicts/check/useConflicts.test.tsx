import { screen, waitFor, within } from '@testing-library/react'
import { delay, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { problem } from '@/testing/fixtures'
import { previewOfAna } from '@/testing/push'
import { check, conflict, failure, idOf, Product } from '../testing'

// Rows of some height, so that not all of hundreds are drawn.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(60)
})

const many = (count: number) => Array.from({ length: count }, (_, index) => check(index + 1))

test('checks in batches of a hundred, says how far it is, and goes on by itself', async () => {
  const product = new Product(many(250))
  let release: () => void = () => undefined
  product.beforeCheck = async (ids) => {
    if (ids.includes(idOf(101))) await new Promise<void>((resolve) => (release = resolve))
    return undefined
  }
  await product.open()

  expect(await screen.findByText('Checked 100 of 250')).toBeInTheDocument()
  expect(screen.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40')
  await waitFor(() => expect(product.batches).toHaveLength(2))
  release()

  expect(await screen.findByRole('button', { name: 'Confirm Push' })).toBeInTheDocument()
  expect(product.batches.map((batch) => batch.length)).toEqual([100, 100, 50])
  expect(await screen.findByText('No conflicts')).toBeInTheDocument()
})

test('hands on what was found, for the preview', async () => {
  await new Product([
    check(1),
    check(2, { verdict: 'touched' }),
    check(3, { verdict: 'already_stored' }),
  ]).open()

  await screen.findByRole('button', { name: 'Confirm Push' })
  const preview = previewOfAna()
  expect(preview?.readyIds).toEqual([idOf(1), idOf(2), idOf(3)])
  expect(preview?.checked).toMatchObject({
    [idOf(1)]: { verdict: 'unchanged', revision: 2, change: { added: 2, removed: 1 } },
    [idOf(2)]: { verdict: 'touched' },
    [idOf(3)]: { verdict: 'already_stored' },
  })
})

test('a batch that failed is tried again without the others', async () => {
  const product = new Product([...many(149), conflict(150)])
  let failures = 1
  product.beforeCheck = (ids) => {
    if (!ids.includes(idOf(150)) || failures === 0) return undefined
    failures -= 1
    return HttpResponse.json(problem(500, 'internal_error', 'Something broke. Try again.'), { status: 500 })
  }
  const { user } = await product.open()

  expect(await screen.findByRole('alert')).toHaveTextContent('50 statements could not be compared')
  await user.click(screen.getByRole('button', { name: 'Try again' }))

  expect(await screen.findByText('1 conflict to resolve')).toBeInTheDocument()
  expect(product.batches.map((batch) => batch[0])).toEqual([idOf(1), idOf(101), idOf(101)])
})

test('stops asking when ServiceNow refuses everything, and can go on with what was checked', async () => {
  const product = new Product(many(250))
  for (let index = 101; index <= 250; index += 1) {
    product.checks.set(
      idOf(index),
      failure(index, 'auth_expired', 'ServiceNow refused the sign-in.', 'Ask an administrator.'),
    )
  }
  const { user } = await product.open()

  expect(await screen.findByRole('alert')).toHaveTextContent(
    'ServiceNow refused the sign-in. Ask an administrator.',
  )
  expect(product.batches).toHaveLength(2)
  await user.click(screen.getByRole('button', { name: /Go on with the 100 statements/ }))

  expect(await screen.findByText(/Left out of this push: 150 statements not compared/)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Continue' }))
  await screen.findByRole('button', { name: 'Confirm Push' })
  expect(previewOfAna()?.readyIds).toHaveLength(100)
})

test('asks again for texts that did not fit in one answer', async () => {
  const product = new Product(many(3))
  product.beforeCheck = (ids) => {
    const conflicts = ids.map((id, index) =>
      index === 0 ? product.checks.get(id) : failure(Number(id.slice(3)), 'response_too_large', 'Too large.'),
    )
    return HttpResponse.json({ conflicts })
  }
  await product.open()

  await screen.findByRole('button', { name: 'Confirm Push' })
  expect(product.batches).toEqual([[idOf(1), idOf(2), idOf(3)], [idOf(2), idOf(3)], [idOf(3)]])
})

test('Back leaves a check under way, and nothing more is asked', async () => {
  const product = new Product(many(250))
  product.beforeCheck = async () => {
    await delay('infinite')
    return undefined
  }
  const { user } = await product.open()
  await waitFor(() => expect(product.batches).toHaveLength(1))

  await user.click(screen.getByRole('button', { name: 'Back' }))

  expect(await screen.findByText('250 selected')).toBeInTheDocument()
  expect(product.batches).toHaveLength(1)
})

test('lists by reason what could not be compared, and leaves it out', async () => {
  const product = new Product([
    check(1),
    failure(2, 'deleted_in_servicenow', 'The record is gone.', 'Ask to restore it.'),
    failure(3, 'deleted_in_servicenow', 'The record is gone.', 'Ask to restore it.'),
  ])
  const { user } = await product.open()

  const region = await screen.findByRole('region', { name: 'Could not be compared' })
  expect(within(region).getByRole('listitem')).toHaveTextContent(
    'The record is gone.Ask to restore it.AC-2 Control AC-2 (Payroll); AC-3 Control AC-3 (Payroll)',
  )
  await user.click(screen.getByRole('button', { name: 'Continue' }))

  await screen.findByRole('button', { name: 'Confirm Push' })
  expect(previewOfAna()?.readyIds).toEqual([idOf(1)])
})

test('checks only the failed ones again, and goes on when they are well', async () => {
  const product = new Product([check(1), failure(2, 'deleted_in_servicenow', 'The record is gone.')])
  const { user } = await product.open()
  await screen.findByRole('region', { name: 'Could not be compared' })

  product.checks.set(idOf(2), check(2))
  await user.click(screen.getByRole('button', { name: 'Check again' }))

  await screen.findByRole('button', { name: 'Confirm Push' })
  expect(product.batches).toEqual([[idOf(1), idOf(2)], [idOf(2)]])
  expect(previewOfAna()?.readyIds).toEqual([idOf(1), idOf(2)])
})

test('an auditor is told why, and nothing is asked', async () => {
  const product = new Product(many(2))
  await product.open({ roles: ['auditor'] })

  expect(await screen.findByText(/Ask an administrator for the author role/)).toBeInTheDocument()
  expect(product.batches).toEqual([])
})
