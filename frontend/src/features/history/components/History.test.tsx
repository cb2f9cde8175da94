import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import type { Schemas } from '@/lib/api'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'

function job(changes: Partial<Schemas['JobView']>): Schemas['JobView'] {
  return {
    job_id: 'job-1',
    status: 'completed',
    total: 12,
    completed: 12,
    succeeded: 12,
    failed: 0,
    skipped: 0,
    outcomes: {},
    created_by: 'ana',
    created_at: '2026-01-15T09:30:00Z',
    started_at: null,
    completed_at: null,
    retry_of: null,
    note: null,
    schedule_id: null,
    schedule_name: null,
    scope: null,
    preparing: false,
    execution: null,
    trigger: 'user',
    error: null,
    waiting_until: null,
    waiting_reason: null,
    cancel_requested: false,
    ...changes,
  }
}

function run(changes: Partial<Schemas['RunView']>): Schemas['RunView'] {
  return {
    at: '2026-01-15T10:00:00Z',
    job_id: null,
    job: null,
    status: 'refused',
    held: [],
    held_count: 0,
    reason: 'Somebody is no administrator any more.',
    missed: [],
    schedule_id: 'n1',
    schedule_name: 'Nightly',
    saved_by: 'adele',
    run_by: null,
    ...changes,
  }
}

/** Answers with the jobs that match, and keeps what was asked for. */
function giveJobs(jobs: Schemas['JobView'][], next: string | null = null): URLSearchParams[] {
  const asked: URLSearchParams[] = []
  server.use(
    http.get(apiUrl('/push'), ({ request }) => {
      const query = new URL(request.url).searchParams
      asked.push(query)
      if (query.get('cursor')) {
        return HttpResponse.json({
          jobs: [job({ job_id: 'older', total: 1 })],
          next_cursor: null,
          unreadable: [],
        })
      }
      const [status, by] = [query.get('status'), query.get('created_by')]
      const found = jobs.filter((one) => (!status || one.status === status) && (!by || one.created_by === by))
      return HttpResponse.json({ jobs: found, next_cursor: next, unreadable: [] })
    }),
  )
  return asked
}

const JOBS = [
  job({ job_id: 'a', status: 'running', completed: 3, succeeded: 3 }),
  job({ job_id: 'b', succeeded: 10, failed: 2, created_by: 'ben', retry_of: 'c' }),
  job({ job_id: 'c', status: 'cancelled', succeeded: 4, skipped: 8, trigger: 'schedule' }),
]
const rows = async () => within(await screen.findByRole('list', { name: 'Pushes' })).getAllByRole('listitem')

test('tells of each push its state, counts, owner and cause', async () => {
  giveJobs(JOBS)
  await renderApp('/history')

  const [first, second, third] = await rows()
  expect(first).toHaveTextContent('Running12 statements3 of 12 done: 3 succeeded, 0 failed, 0 skipped')
  expect(second).toHaveTextContent(
    'Completed, 2 failed12 statements10 succeeded, 2 failed, 0 skippedbenRetry',
  )
  expect(third).toHaveTextContent('Cancelled12 statements4 succeeded, 0 failed, 8 skippedanaBy schedule')
  expect(screen.getAllByRole('link', { name: '12 statements' })[0]).toHaveAttribute('href', '/push/a')
})

test('shows a run of a schedule that started no push where it belongs, with the reason', async () => {
  giveJobs([
    job({ job_id: 'new', created_at: '2026-01-15T12:00:00Z', trigger: 'schedule', schedule_name: 'Nightly' }),
  ])
  server.use(
    http.get(apiUrl('/schedules/runs'), () =>
      HttpResponse.json({
        runs: [run({ at: '2026-01-15T13:00:00Z' }), run({ at: '2026-01-15T11:00:00Z', job_id: 'x' })],
        next_cursor: null,
        unreadable: [],
      }),
    ),
  )
  await renderApp('/history')

  const [first, second, ...others] = await rows()
  expect(first).toHaveTextContent('RefusedNightlySomebody is no administrator any more.adeleBy schedule')
  expect(screen.getByRole('link', { name: 'Nightly' })).toHaveAttribute('href', '/schedules/n1')
  expect(second).toHaveTextContent('By schedule Nightly')
  expect(others).toEqual([])
})

test('shows only mine, and only one state, when asked', async () => {
  const asked = giveJobs(JOBS)
  const { user, router } = await renderApp('/history')
  await rows()

  await user.click(screen.getByRole('radio', { name: 'Mine' }))
  await waitFor(async () => expect(await rows()).toHaveLength(2))
  expect(asked.at(-1)?.get('created_by')).toBe('ana')

  await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Cancelled')
  await waitFor(async () => expect(await rows()).toHaveLength(1))
  expect(router.state.location.search).toEqual({ by: 'mine', status: 'cancelled' })
})

test('loads older ones when asked', async () => {
  giveJobs(JOBS, 'next')
  const { user } = await renderApp('/history')

  await user.click(await screen.findByRole('button', { name: 'Load more' }))

  expect(await screen.findByRole('link', { name: '1 statement' })).toHaveAttribute('href', '/push/older')
  expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument()
})

test('looks on through pages in which nothing matches', async () => {
  giveJobs([], 'next')
  await renderApp('/history?status=failed')

  expect(await screen.findByRole('link', { name: '1 statement' })).toHaveAttribute('href', '/push/older')
  expect(screen.queryByText('No push matches these filters')).not.toBeInTheDocument()
})

test('tells an empty history from a filter that matches nothing', async () => {
  const { unmount } = await renderApp('/history')
  expect(await screen.findByText('Nothing was pushed yet')).toBeInTheDocument()
  unmount()

  await renderApp('/history?status=failed')
  expect(await screen.findByText('No push matches these filters')).toBeInTheDocument()
})

test('a history that cannot be read can be asked for again', async () => {
  const refusal = problem(500, 'internal_error', 'Try once more.')
  server.use(http.get(apiUrl('/push'), () => HttpResponse.json(refusal, { status: 500 })))
  const { user } = await renderApp('/history')
  expect(await screen.findByRole('alert')).toHaveTextContent('Try once more.')

  giveJobs(JOBS)
  await user.click(screen.getByRole('button', { name: 'Try again' }))

  expect(await rows()).toHaveLength(3)
})
