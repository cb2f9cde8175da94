import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { exactTime } from '@/lib/time'
import { renderWithProviders } from '@/testing/render'
import { RelativeTime } from './RelativeTime'

const AT = '2020-01-15T09:30:00Z'

test('gives the exact time to screen readers too', async () => {
  await renderWithProviders(<RelativeTime at={AT} />)

  const time = await screen.findByText(/years ago/)
  expect(time).toHaveAttribute('datetime', AT)
  expect(time).toHaveTextContent(exactTime(AT))
})

test('the keyboard is shown the exact time too', async () => {
  const user = userEvent.setup()
  await renderWithProviders(<RelativeTime at={AT} />)
  await screen.findByText(/years ago/)

  await user.tab()
  expect(await screen.findByRole('tooltip')).toHaveTextContent(exactTime(AT))
  await user.tab()
  expect(screen.queryByRole('tooltip')).not.toBeInTheDocument()
})
