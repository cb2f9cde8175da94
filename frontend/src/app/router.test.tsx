import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '@/testing/render'

test.each([
  ['author', 'Push'],
  ['admin', 'Push'],
  ['auditor', 'Audit'],
] as const)('the first page of an %s is %s', async (role, title) => {
  await renderApp('/', { roles: [role] })

  expect(await screen.findByRole('heading', { level: 1, name: title })).toBeInTheDocument()
})

test('an unknown address says so', async () => {
  await renderApp('/nowhere')

  expect(await screen.findByRole('heading', { level: 1, name: 'Page not found' })).toBeInTheDocument()
})
