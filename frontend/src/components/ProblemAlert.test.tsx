import { screen } from '@testing-library/react'
import { expect, test, vi } from 'vitest'
import { ApiProblem } from '@/lib/problem'
import { renderWithProviders } from '@/testing/render'
import { ProblemAlert } from './ProblemAlert'

const refused = new ApiProblem({
  status: 422,
  code: 'invalid_request',
  title: 'Not valid',
  detail: 'Correct the fields below and save again.',
  errors: [{ field: 'table', message: 'Give the name of a table.' }],
})

test('says what to do next and names each field', async () => {
  await renderWithProviders(<ProblemAlert error={refused} title="Not saved" />)

  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('Not saved')
  expect(alert).toHaveTextContent('Correct the fields below and save again.')
  expect(alert).toHaveTextContent('table: Give the name of a table.')
  expect(screen.queryByRole('button')).not.toBeInTheDocument()
})

test('calls the fields what the page calls them', async () => {
  await renderWithProviders(<ProblemAlert error={refused} labels={{ table: 'Table of statements' }} />)

  expect(await screen.findByRole('alert')).toHaveTextContent('Table of statements: Give the name of a table.')
})

test('tries again when asked', async () => {
  const retry = vi.fn()
  const { user } = await renderWithProviders(<ProblemAlert error={refused} onRetry={retry} />)

  await user.click(await screen.findByRole('button', { name: 'Try again' }))

  expect(retry).toHaveBeenCalledOnce()
})

test('never shows the inside of an unexpected error', async () => {
  await renderWithProviders(<ProblemAlert error={new TypeError('x is undefined')} />)

  expect(await screen.findByRole('alert')).not.toHaveTextContent('undefined')
})
