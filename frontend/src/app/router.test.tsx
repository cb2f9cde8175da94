import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { renderApp } from '@/testing/render'

test.each(['author', 'admin', 'auditor'] as const)(
  'the first page of an %s says what needs them',
  async (role) => {
    await renderApp('/', { roles: [role] })

    expect(await screen.findByRole('heading', { level: 1, name: 'What needs you' })).toBeInTheDocument()
  },
)

test('an unknown address says so', async () => {
  await renderApp('/nowhere')

  expect(await screen.findByRole('heading', { level: 1, name: 'Page not found' })).toBeInTheDocument()
})
