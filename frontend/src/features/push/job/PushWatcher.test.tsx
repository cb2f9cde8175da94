import { act, screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { watchedPushes, watchPush } from './watchedPushes'
import { giveJobs, giveResults, job } from '../testing'
import type { Job } from '../types'

const running = job({ status: 'running', completed: 1, succeeded: 1 })

test('tells on any page how a push ended that was started here', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  giveJobs(running, job({ succeeded: 3, failed: 1 }))
  watchPush('ana', 'job-1')
  await renderApp('/history')
  await waitFor(() => expect(watchedPushes('ana')).toEqual(['job-1']))

  await act(() => vi.advanceTimersByTimeAsync(2500))

  expect(await screen.findByText(/3 succeeded, 1 failed, 0 skipped/)).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'See the results' })).toHaveAttribute('href', '/push/job-1')
  expect(watchedPushes('ana')).toEqual([])
})

/** The API's list of pushes, of those with the status asked for. */
function listJobs(...jobs: Job[]) {
  server.use(
    http.get(apiUrl('/push'), ({ request }) => {
      const status = new URL(request.url).searchParams.get('status')
      const found = jobs.filter((job) => job.status === status)
      return HttpResponse.json({ jobs: found, next_cursor: null, unreadable: [] })
    }),
  )
}

test('a window in which nothing was started shows a running push, and tells its end', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  listJobs(running)
  giveJobs(running, job({ succeeded: 3, failed: 1 }))
  await renderApp('/history')

  const mark = await screen.findByRole('link', { name: 'Push running, 1 of 4' })
  expect(mark).toHaveAttribute('href', '/push/job-1')
  listJobs()
  await act(() => vi.advanceTimersByTimeAsync(2500))

  expect(await screen.findByText(/3 succeeded, 1 failed, 0 skipped/)).toBeInTheDocument()
  expect(mark).not.toBeInTheDocument()
})

test('of a push of somebody else only its progress is shown', async () => {
  const mine = job({ job_id: 'job-2', status: 'pending', total: 56, completed: 0 })
  giveJobs(mine)
  listJobs(
    { ...running, created_by: 'ben' },
    job({ job_id: 'job-2', status: 'pending', total: 56, completed: 0 }),
  )
  await renderApp('/history')

  const mark = await screen.findByRole('link', { name: '2 pushes running, 1 of 60' })
  expect(mark).toHaveAttribute('href', '/history')
  expect(watchedPushes('ana')).toEqual(['job-2'])
})

test('the page of the push says so itself', async () => {
  giveJobs(job())
  giveResults([])
  watchPush('ana', 'job-1')
  await renderApp('/push/job-1')

  await waitFor(() => expect(watchedPushes('ana')).toEqual([]))
  expect(screen.queryByText('See the results')).not.toBeInTheDocument()
})

test.each([
  [500, ['job-1']],
  [404, []],
])('after the answer %i there are %j left to watch', async (status, left) => {
  const readings = giveJobs(() => HttpResponse.json(problem(status, 'code', 'Detail.'), { status }))
  watchPush('ana', 'job-1')
  await renderApp('/history')

  await waitFor(() => expect(readings.count).toBeGreaterThan(0))
  await waitFor(() => expect(watchedPushes('ana')).toEqual(left))
})

test('who allowed it is notified by the browser while the window is out of sight', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  const told: { title: string; options: NotificationOptions | undefined; onclick?: () => void }[] = []
  class BrowserNotification {
    static permission = 'granted'
    onclick?: () => void
    constructor(title: string, options?: NotificationOptions) {
      told.push(Object.assign(this, { title, options }))
    }
    close() {
      return undefined
    }
  }
  vi.stubGlobal('Notification', BrowserNotification)
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  vi.spyOn(window, 'focus').mockImplementation(() => undefined)
  giveJobs(running, job({ succeeded: 3, failed: 1 }))
  giveResults([])
  watchPush('ana', 'job-1')
  const { router } = await renderApp('/history')

  await act(() => vi.advanceTimersByTimeAsync(2500))

  await waitFor(() => expect(told).toHaveLength(1))
  expect(told[0]).toMatchObject({
    title: 'Push completed',
    options: { body: '3 succeeded, 1 failed, 0 skipped.', tag: 'job-1' },
  })
  act(() => told[0]?.onclick?.())
  await waitFor(() => expect(router.state.location.pathname).toBe('/push/job-1'))
  vi.unstubAllGlobals()
})
