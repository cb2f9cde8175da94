import { screen } from '@testing-library/react'
import { expect, test } from 'vitest'
import { exactTime } from '@/lib/time'
import { renderWithProviders } from '@/testing/render'
import { RelativeTime } from './RelativeTime'

test('gives the exact time to screen readers too', async () => {
  const at = '2020-01-15T09:30:00Z'
  await renderWithProviders(<RelativeTime at={at} />)

  const time = await screen.findByText(/years ago/)
  expect(time).toHaveAttribute('datetime', at)
  expect(time).toHaveTextContent(exactTime(at))
})
