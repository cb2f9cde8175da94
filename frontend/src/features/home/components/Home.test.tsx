import { screen, within } from '@testing-library/react'
import { subDays } from 'date-fns'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { giveModified, job, modified, result } from '@/features/push/testing'
import type { Job } from '@/features/push/types'
import type { Role } from '@/lib/roles'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'

const daysAgo = (days: number) => subDays(new Date(), days).toISOString()

const HARBOR = {
  system_id: 'harbor',
  name: 'Harbor Permits',
  statement_count: 66,
  modified_count: 3,
  missing_count: 2,
  last_pulled_at: daysAgo(3),
}

function giveSystems(systems: object[], servicenow: unknown = 'reachable') {
  server.use(
    http.get(apiUrl('/systems'), () => HttpResponse.json({ systems, servicenow, next_cursor: null })),
  )
}

function givePushes(...jobs: Job[]) {
  server.use(
    http.get(apiUrl('/push'), ({ request }) => {
      const status = new URL(request.url).searchParams.get('status')
      const found = jobs.filter((one) => !status || one.status === status)
      return HttpResponse.json({ jobs: found, next_cursor: null, unreadable: [] })
    }),
  )
}

const openHome = (role: Role = 'author') => renderApp('/', { roles: [role] })
const section = async (name: string | RegExp) => within(await screen.findByRole('region', { name }))

beforeEach(() => giveSystems([HARBOR]))

test('says what needs whom: conflicts, drafts that lie about, and the last pulls', async () => {
  giveModified([
    modified('AC-2', { sync_status: 'conflict', modified_by: 'ben', modified_at: daysAgo(1) }),
    modified('AC-3', { sync_status: 'conflict', modified_by: 'ana', modified_at: daysAgo(1) }),
    modified('AU-2', { modified_at: daysAgo(9) }),
    modified('AU-3', { modified_at: daysAgo(6) }),
  ])
  await openHome()

  const conflicts = await section('2 conflicts to resolve')
  // One's own come first.
  expect(conflicts.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
    'Resolve',
    'AC-3',
    'AC-2',
  ])
  expect(conflicts.getByRole('link', { name: 'Resolve' })).toHaveAttribute(
    'href',
    '/push?step=conflicts&resolve=all',
  )
  const drafts = await section('1 statement edited over a week ago')
  expect(drafts.getByRole('link', { name: 'AU-2' })).toHaveAttribute('href', '/statements/id-AU-2')
  const pulls = await section('Last pull of each system')
  expect(pulls.getByRole('listitem')).toHaveTextContent(/Harbor Permits, 2 missing in ServiceNow3 days ago/)
})

test('says what failed and is still to be pushed, and what is running', async () => {
  giveModified([modified('AC-2', { modified_at: daysAgo(1) })])
  const ended = { created_at: daysAgo(1), total: 60, completed: 60 }
  givePushes(
    job({ job_id: 'left', ...ended, failed: 2, outcomes: { failed: 2, succeeded: 58 } }),
    job({ job_id: 'retried', ...ended, failed: 1, outcomes: { failed: 1 } }),
    job({ job_id: 'retry', ...ended, retry_of: 'retried', outcomes: { succeeded: 1 } }),
    job({ job_id: 'settled', ...ended, failed: 1, outcomes: { failed: 1 } }),
    job({ job_id: 'runs', status: 'running', total: 60, completed: 12, created_by: 'ben' }),
  )
  server.use(
    http.get(apiUrl('/push/:jobId/results'), ({ params, request }) => {
      expect(new URL(request.url).searchParams.get('outcome')).toBe('failed')
      // AC-9 was discarded or pushed since.
      const results = params.jobId === 'left' ? [result('AC-2'), result('AC-9')] : [result('AC-9')]
      return HttpResponse.json({ results, open: [], next_cursor: null })
    }),
  )
  await openHome()

  const failed = await section('1 statement did not get into ServiceNow')
  expect(failed.getAllByRole('link')).toHaveLength(1)
  expect(failed.getByRole('link', { name: '1 of 60 statements: see why, and retry' })).toHaveAttribute(
    'href',
    '/push/left',
  )
  const running = await section('1 push is running')
  expect(running.getByRole('link', { name: '12 of 60 statements' })).toHaveAttribute('href', '/push/runs')
})

test('says so when nothing waits', async () => {
  giveModified([])
  await openHome('auditor')

  expect(await screen.findByText('Nothing needs you')).toBeInTheDocument()
})

test('an auditor is shown conflicts and resolves none', async () => {
  giveModified([modified('AC-2', { sync_status: 'conflict' })])
  await openHome('auditor')

  const conflicts = await section('1 conflict to resolve')
  expect(conflicts.queryByRole('link', { name: 'Resolve' })).not.toBeInTheDocument()
})

test.each([
  ['author', 'Ask an administrator to set up the connection.', null],
  ['admin', 'The settings are tested before they are saved.', '/connection'],
] as const)('before anything is connected an %s reads what to do first', async (role, words, way) => {
  const refusal = problem(409, 'not_connected', 'No ServiceNow instance is connected.')
  server.use(
    http.get(apiUrl('/push/modified'), () => HttpResponse.json(refusal, { status: 409 })),
    http.get(apiUrl('/systems'), () => HttpResponse.json(refusal, { status: 409 })),
  )
  await openHome(role)

  expect(await screen.findByText('Connect ServiceNow first')).toBeInTheDocument()
  expect(screen.getByText(words, { exact: false })).toBeInTheDocument()
  const link = screen.queryByRole('link', { name: 'Connect' })
  expect(link?.getAttribute('href') ?? null).toBe(way)
})

test('before anything is pulled the steps are listed', async () => {
  giveModified([])
  giveSystems([{ ...HARBOR, last_pulled_at: null }])
  await openHome()

  expect(await screen.findByText('Nothing was pulled yet')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Choose a system' })).toHaveAttribute('href', '/systems')
})

test('while ServiceNow is away the page says so and shows the rest', async () => {
  giveModified([modified('AC-2', { sync_status: 'conflict' })])
  giveSystems([HARBOR], { ...problem(503, 'servicenow_unavailable', 'It hibernates.'), hint: 'Wake it.' })
  await openHome()

  expect(await screen.findByRole('alert')).toHaveTextContent('It hibernates. Wake it.')
  expect(await section('1 conflict to resolve')).toBeTruthy()
})
