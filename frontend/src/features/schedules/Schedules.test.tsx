import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { kindOf } from './runLook'
import type { Run, Schedule } from './types'

function run(changes: Partial<Run> = {}): Run {
  return {
    at: '2026-03-27T21:00:00Z',
    job_id: 'job-1',
    job: { status: 'completed', total: 2, succeeded: 2, failed: 0, skipped: 0 },
    status: 'pushed',
    held: [],
    held_count: 0,
    reason: null,
    missed: [],
    schedule_id: 'n1',
    schedule_name: 'Nightly',
    saved_by: 'adele',
    run_by: null,
    ...changes,
  }
}

const HELD = run({
  at: '2026-03-26T21:00:00Z',
  job_id: null,
  job: null,
  status: 'held',
  held: [{ statement_id: 's1', control_id: 'AC-2', reason: 'edited_since' }],
  held_count: 1,
})

function schedule(changes: Partial<Schedule> = {}): Schedule {
  return {
    id: 'n1',
    name: 'Nightly',
    expression: 'cron(30 2 * * ? *)',
    time_zone: 'Europe/Berlin',
    enabled: true,
    scope: { system_id: null, family: null, modified_by: null },
    pinned: true,
    notify: 'problems',
    revision: 3,
    next_runs: ['2026-03-28T01:30:00Z', '2026-03-30T00:30:00Z'],
    clock_changes: [{ kind: 'missing', local: '2026-03-29T02:30:00', at: null }],
    last_run: run(),
    sentence: 'Pushes 14 statements of Harbor Permit Tracker as of now.',
    created_by: 'adele',
    updated_by: 'adele',
    created_at: '2026-01-15T09:30:00Z',
    updated_at: '2026-01-15T09:30:00Z',
    ...changes,
  }
}

const sent: { method: string; body: unknown }[] = []

function answer(one: Schedule, runs: Run[] = []) {
  sent.length = 0
  const note = async (request: Request) => {
    const text = await request.text()
    sent.push({ method: request.method, body: text ? JSON.parse(text) : null })
  }
  server.use(
    http.get(apiUrl('/schedules'), () =>
      HttpResponse.json({ schedules: [one], next_cursor: null, unreadable: [] }),
    ),
    http.get(apiUrl('/schedules/n1'), () => HttpResponse.json(one)),
    http.get(apiUrl('/schedules/n1/runs'), () =>
      HttpResponse.json({ runs, next_cursor: null, unreadable: [] }),
    ),
    http.post(apiUrl('/schedules/preview'), () =>
      HttpResponse.json({
        next_runs: one.next_runs,
        clock_changes: one.clock_changes,
        statement_count: 14,
        sentence: one.sentence,
      }),
    ),
    http.put(apiUrl('/schedules/n1'), async ({ request }) => {
      await note(request)
      return HttpResponse.json(one)
    }),
    http.post(apiUrl('/schedules'), async ({ request }) => {
      await note(request)
      return HttpResponse.json(one, { status: 201 })
    }),
    http.delete(apiUrl('/schedules/n1'), async ({ request }) => {
      await note(request)
      return new HttpResponse(null, { status: 204 })
    }),
    http.post(apiUrl('/schedules/n1/run'), async ({ request }) => {
      await note(request)
      return HttpResponse.json(HELD, { status: 202 })
    }),
  )
}

const admin = { roles: ['admin'] as const }

beforeEach(() => answer(schedule(), [run(), HELD]))

test('lists the schedules; only an administrator is offered a new one', async () => {
  const { unmount } = await renderApp('/schedules')
  expect(await screen.findByRole('link', { name: 'Nightly' })).toHaveAttribute('href', '/schedules/n1')
  expect(screen.getByRole('cell', { name: /Pushed/ })).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'New schedule' })).not.toBeInTheDocument()
  unmount()

  await renderApp('/schedules', admin)
  expect(await screen.findByRole('link', { name: 'New schedule' })).toHaveAttribute('href', '/schedules/new')
})

test('says what it will do, when, and what the clocks do to it', async () => {
  await renderApp('/schedules/n1')
  expect(await screen.findByText(/Pushes 14 statements of Harbor Permit Tracker/)).toBeInTheDocument()
  const table = screen.getByRole('table', { name: 'Next runs' })
  expect(within(table).getByText(/Sat, 28 Mar 2026, 02:30/)).toBeInTheDocument()
  expect(within(table).getByText(/Mon, 30 Mar 2026, 02:30/)).toBeInTheDocument()
  expect(screen.getByText('2026-03-29 02:30 does not exist there')).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Run now…' })).not.toBeInTheDocument()
})

test('shows the last runs as a strip that words tell apart, and what was held and why', async () => {
  await renderApp('/schedules/n1')
  const strip = await screen.findByRole('list', { name: 'Last runs, oldest first' })
  const [older, newer] = within(strip).getAllByRole('listitem')
  expect(older).toHaveTextContent(/^Held, .*: 1 held$/)
  expect(newer).toHaveTextContent(/^Pushed, .*: 2 pushed$/)
  expect(within(strip).getByRole('link')).toHaveAttribute('href', '/push/job-1')
  const legend = screen.getByRole('list', { name: 'What the symbols mean' })
  expect(legend).toHaveTextContent('Pushed: 1Held: 1Failed or refused: 0Nothing to push: 0')
  expect(screen.getByRole('list', { name: 'Runs' })).toHaveTextContent('Edited since: AC-2.')
})

test.each([
  [run({ job: { status: 'completed', total: 2, succeeded: 1, failed: 1, skipped: 0 } }), 'failed'],
  [run({ job: { status: 'failed', total: 2, succeeded: 0, failed: 0, skipped: 2 } }), 'failed'],
  [run({ status: 'refused', job: null }), 'failed'],
  [run({ held_count: 1 }), 'held'],
  [run(), 'pushed'],
  [run({ status: 'nothing_to_push', job: null }), 'nothing'],
  [run({ status: 'overlapping', job: null }), 'nothing'],
])('a run is of the kind that matters most', (one, kind) => {
  expect(kindOf(one)).toBe(kind)
})

test('an administrator switches it off, naming the revision that was seen', async () => {
  const { user } = await renderApp('/schedules/n1', admin)
  await user.click(await screen.findByRole('button', { name: 'Switch off' }))
  await waitFor(() => expect(sent).toEqual([{ method: 'PUT', body: { enabled: false, revision: 3 } }]))
})

test('runs it now after asking, and tells what became of it', async () => {
  const { user } = await renderApp('/schedules/n1', admin)
  await user.click(await screen.findByRole('button', { name: 'Run now…' }))
  await user.click(await screen.findByRole('button', { name: 'Run now' }))
  expect(await screen.findByRole('status')).toHaveTextContent('1 held')
})

test('deletes it after asking, and goes back to the list', async () => {
  const { user, router } = await renderApp('/schedules/n1', admin)
  await user.click(await screen.findByRole('button', { name: 'Delete…' }))
  await user.click(await screen.findByRole('button', { name: 'Delete the schedule' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/schedules'))
  expect(sent).toEqual([{ method: 'DELETE', body: null }])
})

test('creates one from what was typed, showing before what it will do', async () => {
  const { user, router } = await renderApp('/schedules/new', admin)
  await user.type(await screen.findByRole('textbox', { name: 'Name' }), 'Every evening')
  await user.type(screen.getByRole('textbox', { name: 'Control family' }), 'AC')
  await user.click(screen.getByRole('checkbox', { name: 'Only what was saved by now' }))
  expect(await screen.findByText(/Pushes 14 statements/)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Create the schedule' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/schedules/n1'))
  expect(sent[0]?.body).toMatchObject({
    name: 'Every evening',
    expression: 'cron(0 22 ? * MON-FRI *)',
    scope: { system_id: null, family: 'AC', modified_by: null },
    pinned: true,
    notify: 'problems',
    enabled: true,
  })
})

test('a change names the revision that the form was opened with, whatever was saved meanwhile', async () => {
  const { user, queryClient } = await renderApp('/schedules/n1/edit', admin)
  const name = await screen.findByRole('textbox', { name: 'Name' })
  await user.type(name, ' push')
  server.use(
    http.get(apiUrl('/schedules/n1'), () => HttpResponse.json(schedule({ name: 'Theirs', revision: 4 }))),
  )
  await queryClient.refetchQueries({ queryKey: ['schedules', 'n1'] })
  expect(name).toHaveValue('Nightly push')
  await user.click(screen.getByRole('button', { name: 'Save the schedule' }))
  await waitFor(() => expect(sent[0]?.body).toMatchObject({ name: 'Nightly push', revision: 3 }))
})

test('says beside the field what is wrong with it, and keeps what was typed', async () => {
  const message = "hours: '25' is not a number from 0 to 23"
  server.use(
    http.put(apiUrl('/schedules/n1'), () =>
      HttpResponse.json(
        problem(422, 'invalid_input', 'The schedule is not valid.', {
          errors: [{ field: 'expression', message }],
        }),
        { status: 422 },
      ),
    ),
  )
  const { user } = await renderApp('/schedules/n1/edit', admin)
  const when = await screen.findByRole('textbox', { name: 'When' })
  await user.clear(when)
  await user.type(when, 'cron(0 25 * * ? *)')
  await user.click(screen.getByRole('button', { name: 'Save the schedule' }))
  await waitFor(() => expect(when).toHaveAccessibleDescription(expect.stringContaining(message)))
  expect(when).toHaveValue('cron(0 25 * * ? *)')
})
