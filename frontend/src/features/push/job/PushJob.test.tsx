import { act, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { failure, giveJobs, giveResults, job, openItem, result } from '../testing'

const running = (completed: number) =>
  job({ status: 'running', total: 4, completed, succeeded: completed, completed_at: null })
const broken = () => HttpResponse.json(problem(500, 'internal_error', 'Try later.'), { status: 500 })
const passes = (milliseconds: number) => act(() => vi.advanceTimersByTimeAsync(milliseconds))

const currentStep = () => screen.getByRole('listitem', { current: 'step' })

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  giveResults([result('AC-1'), result('AC-2'), result('AC-3'), result('AC-4')])
})

afterEach(() => vi.useRealTimers())

test('is read every two seconds while it runs, and no more once it has ended', async () => {
  const readings = giveJobs(running(1), running(3), job())
  await renderApp('/push/job-1')
  expect(await screen.findByText('1 of 4 statements')).toBeInTheDocument()

  await passes(2000)
  expect(await screen.findByText('3 of 4 statements')).toBeInTheDocument()
  expect(currentStep()).toHaveTextContent('Push')

  await passes(2000)
  expect(await screen.findByRole('button', { name: 'Done' })).toBeInTheDocument()
  expect(currentStep()).toHaveTextContent('Results')
  const atEnd = readings.count

  await passes(60_000)
  expect(readings.count).toBe(atEnd)
})

test('lists what is done, in work and waiting while it runs, to be filtered', async () => {
  giveJobs({ ...running(2), outcomes: { succeeded: 1, failed: 1 }, succeeded: 1, failed: 1 })
  const inWork = openItem('AC-3', { state: 'in_work', claimed_at: '2026-01-15T09:30:30Z', attempts: 2 })
  giveResults([result('AC-1'), failure('AC-2', 'forbidden')], [inWork, openItem('AC-4')])
  const { user } = await renderApp('/push/job-1')
  const items = within(await screen.findByRole('region', { name: 'Items of the push' }))
  expect(items.getByText('AC-1')).toBeInTheDocument()
  const rows = () => items.getAllByRole('listitem').map((row) => row.textContent)
  expect(rows()).toEqual([
    expect.stringMatching(/^PushedAC-1/),
    expect.stringMatching(/^FailedAC-2/),
    expect.stringMatching(/^In workAC-3 Control AC-3Not done at the first try; this is try 2\./),
    expect.stringMatching(/^WaitingAC-4/),
  ])

  giveResults([result('AC-1'), failure('AC-2', 'forbidden'), result('AC-3')], [openItem('AC-4')])
  await passes(3000)
  await waitFor(() => expect(rows()[2]).toMatch(/^PushedAC-3/))

  await user.click(items.getByText('Waiting (1)'))
  await waitFor(() => expect(rows()).toEqual([expect.stringMatching(/^WaitingAC-4/)]))

  await user.click(items.getByText('Failed (1)'))
  await waitFor(() => expect(items.queryByText('AC-1')).not.toBeInTheDocument())
  expect(items.getByText('Message for AC-2')).toBeInTheDocument()
})

test('a reading that fails is said, and the next one goes on', async () => {
  giveJobs(running(1), broken, running(2), job())
  await renderApp('/push/job-1')
  await screen.findByText('1 of 4 statements')

  await passes(2000)
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'The progress could not be read; the push itself goes on',
  )
  expect(screen.getByText('1 of 4 statements')).toBeInTheDocument()

  await passes(2000)
  expect(await screen.findByText('2 of 4 statements')).toBeInTheDocument()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()

  await passes(2000)
  expect(await screen.findByRole('button', { name: 'Done' })).toBeInTheDocument()
})

test('tells how far it is, also to a screen reader', async () => {
  giveJobs(
    job({
      status: 'running',
      total: 4,
      completed: 3,
      succeeded: 1,
      failed: 2,
      skipped: 0,
      completed_at: null,
    }),
  )
  await renderApp('/push/job-1')

  expect(await screen.findByRole('progressbar')).toHaveAttribute('aria-valuenow', '75')
  expect(screen.getByText('Running')).toBeInTheDocument()
  expect(screen.getByText('1').closest('[role=status]')).toHaveTextContent('1 succeeded,2 failed,0 skipped')
})

test('cancelling says first what it does, then exactly what was written', async () => {
  giveJobs(running(2))
  server.use(
    http.post(apiUrl('/push/job-1/cancel'), () => {
      giveJobs(
        job({
          status: 'cancelled',
          total: 4,
          completed: 4,
          succeeded: 3,
          skipped: 1,
          cancel_requested: true,
        }),
      )
      return HttpResponse.json({ ...running(2), cancel_requested: true }, { status: 202 })
    }),
  )
  const { user } = await renderApp('/push/job-1')

  await user.click(await screen.findByRole('button', { name: 'Cancel the push' }))
  const dialog = await screen.findByRole('dialog')
  expect(dialog).toHaveTextContent('What has been written so far (2 statements) stays written.')
  expect(dialog).toHaveTextContent('Of the 2 statements still to do')
  await user.click(within(dialog).getByRole('button', { name: 'Cancel the push' }))

  expect(await screen.findByText(/So far: 2 written, 0 untouched, 2 not known yet/)).toBeInTheDocument()
  await passes(2000)
  expect(await screen.findByText('Cancelled: 3 written, 1 untouched')).toBeInTheDocument()
})

test('says what it waits for and until when, and why it was started', async () => {
  const until = new Date(Date.now() + 90_000).toISOString()
  giveJobs({ ...running(2), waiting_until: until, note: 'Yearly review' })
  await renderApp('/push/job-1')

  expect(await screen.findByText(/^Waiting until \d\d:\d\d:\d\d, in 1 minute 30 seconds/)).toBeInTheDocument()
  expect(screen.getByText('Yearly review')).toBeInTheDocument()
})

test('an auditor watches but cannot cancel', async () => {
  giveJobs(running(2))
  await renderApp('/push/job-1', { roles: ['auditor'] })

  const cancel = await screen.findByRole('button', { name: 'Cancel the push' })
  expect(cancel).toBeDisabled()
  expect(cancel).toHaveAttribute('title', expect.stringContaining('can only read'))
})

test('an address of no push leads to the history', async () => {
  giveJobs(() => HttpResponse.json(problem(404, 'not_found', 'No such job.'), { status: 404 }))
  await renderApp('/push/nothing')

  expect(await screen.findByText('There is no such push')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'See all pushes' })).toHaveAttribute('href', '/history')
})

test('a push that cannot be read can be asked for again', async () => {
  giveJobs(broken, running(2))
  const { user } = await renderApp('/push/job-1')

  await user.click(await screen.findByRole('button', { name: 'Try again' }))

  await waitFor(() => expect(screen.getByText('2 of 4 statements')).toBeInTheDocument())
})
