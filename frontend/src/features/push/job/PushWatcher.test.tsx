import { act, screen, waitFor } from '@testing-library/react'
import { HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { rememberPush, startedPushes } from './startedPushes'
import { giveJobs, giveResults, job } from '../testing'

const running = job({ status: 'running', completed: 1, succeeded: 1 })

test('tells on any page how a push ended that was started here', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  giveJobs(running, job({ succeeded: 3, failed: 1 }))
  rememberPush('job-1')
  await renderApp('/history')
  await waitFor(() => expect(startedPushes()).toEqual(['job-1']))

  await act(() => vi.advanceTimersByTimeAsync(2500))

  expect(await screen.findByText(/3 succeeded, 1 failed, 0 skipped/)).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'See the results' })).toHaveAttribute('href', '/push/job-1')
  expect(startedPushes()).toEqual([])
})

test('the page of the push says so itself', async () => {
  giveJobs(job())
  giveResults([])
  rememberPush('job-1')
  await renderApp('/push/job-1')

  await waitFor(() => expect(startedPushes()).toEqual([]))
  expect(screen.queryByText('See the results')).not.toBeInTheDocument()
})

test.each([
  [500, ['job-1']],
  [404, []],
])('after the answer %i there are %j left to watch', async (status, left) => {
  const readings = giveJobs(() => HttpResponse.json(problem(status, 'code', 'Detail.'), { status }))
  rememberPush('job-1')
  await renderApp('/history')

  await waitFor(() => expect(readings.count).toBeGreaterThan(0))
  await waitFor(() => expect(startedPushes()).toEqual(left))
})
