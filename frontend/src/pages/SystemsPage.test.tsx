import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import type { Pull } from '@/features/statements/api/getPull'
import type { System } from '@/features/statements/api/getSystems'
import type { Role } from '@/lib/roles'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'

const harbor: System = {
  system_id: 'sys-1',
  name: 'Harbor Permit Tracker',
  statement_count: 66,
  modified_count: 3,
  missing_count: 0,
  last_pulled_at: '2026-03-01T08:00:00Z',
}
const tide: System = {
  system_id: 'sys-2',
  name: 'Tide Gauge Network',
  statement_count: 0,
  modified_count: 0,
  missing_count: 0,
  last_pulled_at: null,
}

function pull(changes: Partial<Pull> = {}): Pull {
  const counts = { total: 7, pulled: 7, created: 7, unchanged: 0, updated: 0, conflicts: 0, failed: 0 }
  const found = { missing: 0, moved: 0, problems: [] }
  const ended = { pull_id: 'pull-1', system_id: 'sys-2', status: 'completed' as const, error: null }
  return { ...ended, ...counts, ...found, ...changes }
}

function problemOf(control_id: string, code: string, message: string): Pull['problems'][number] {
  return { control_id, servicenow_sys_id: `sys-${control_id}`, code, message }
}

function answerPull(read: () => Response) {
  server.use(
    http.post(apiUrl('/systems/sys-2/pull'), () => HttpResponse.json({ pull_id: 'pull-1' }, { status: 202 })),
    http.get(apiUrl('/pulls/pull-1'), read),
  )
}

async function openPage(role: Role = 'author', systems = [harbor, tide]) {
  const state = { systems }
  server.use(
    http.get(apiUrl('/systems'), () =>
      HttpResponse.json({ systems: state.systems, servicenow: 'reachable', next_cursor: null }),
    ),
  )
  return { ...(await renderApp('/systems', { roles: [role] })), state }
}

const rowOf = async (name: string) => {
  const row = (await screen.findByRole('link', { name })).closest('[role=row]')
  return within(row as HTMLElement)
}

test('lists the systems with what is here of each', async () => {
  await openPage()

  const row = await rowOf('Harbor Permit Tracker')
  expect(row.getAllByRole('cell').map((cell) => cell.textContent)).toEqual(
    expect.arrayContaining(['66 statements', '3 modified']),
  )
  expect((await rowOf('Tide Gauge Network')).getByText('not yet')).toBeInTheDocument()
  expect(screen.getByText('2 systems')).toBeInTheDocument()
})

test('a pull shows how far it is, then what it found, and the list is read again', async () => {
  let progress = pull({ status: 'running', total: 0, pulled: 0 })
  answerPull(() => HttpResponse.json(progress))
  const { user, state } = await openPage()
  const row = await rowOf('Tide Gauge Network')

  await user.click(row.getByRole('button', { name: /^Pull/ }))
  expect(await row.findByText('Asking ServiceNow…')).toBeInTheDocument()
  expect(row.getByRole('progressbar', { name: 'Pull' })).not.toHaveAttribute('aria-valuenow')
  expect(row.getByRole('progressbar', { name: 'Pull' })).toHaveAttribute(
    'aria-valuetext',
    'Asking ServiceNow…',
  )
  progress = pull({ status: 'running', pulled: 3 })
  expect(await row.findByText('3 of 7 read')).toBeInTheDocument()
  expect(row.getByRole('progressbar', { name: 'Pull' })).toHaveAttribute('aria-valuenow', `${300 / 7}`)
  state.systems = [harbor, { ...tide, statement_count: 7, last_pulled_at: '2026-03-02T08:00:00Z' }]
  progress = pull()

  expect(await row.findByText(/7 statements: 7 new/)).toBeInTheDocument()
  expect(await row.findByText('7', { exact: true })).toBeInTheDocument()
  await user.click(row.getByRole('button', { name: 'Hide the result' }))
  expect(row.queryByText(/7 new/)).not.toBeInTheDocument()
})

test('a pull goes on where it was after the page is loaded again', async () => {
  let progress = pull({ status: 'running', pulled: 3 })
  answerPull(() => HttpResponse.json(progress))
  const { user, unmount } = await openPage()
  await user.click((await rowOf('Tide Gauge Network')).getByRole('button', { name: /^Pull/ }))
  await screen.findByText('3 of 7 read')
  unmount()

  await openPage()
  expect(await screen.findByText('3 of 7 read')).toBeInTheDocument()
  progress = pull({ created: 5, conflicts: 1, failed: 1 })
  expect(await screen.findByText(/1 changed both here and in ServiceNow/)).toHaveTextContent(
    '1 record could not be taken over.',
  )
  expect(screen.getByRole('link', { name: 'Show the conflicts' })).toHaveAttribute(
    'href',
    '/systems/sys-2?status=conflict',
  )
})

test('a pull that broke off says why and what to do', async () => {
  answerPull(() =>
    HttpResponse.json(pull({ status: 'failed', pulled: 3, created: 3, error: 'It timed out.' })),
  )
  const { user } = await openPage()
  await user.click((await rowOf('Tide Gauge Network')).getByRole('button', { name: /^Pull/ }))

  expect(await screen.findByText('The pull did not finish')).toBeInTheDocument()
  expect(screen.getByText(/It timed out\. 3 statements: 3 new\. What was read is kept/)).toBeInTheDocument()
})

test('a pull that is refused says so and can be started again', async () => {
  server.use(
    http.post(apiUrl('/systems/sys-2/pull'), () =>
      HttpResponse.json(problem(409, 'pull_running', 'Wait until the pull has ended.'), { status: 409 }),
    ),
  )
  const { user } = await openPage()
  const row = await rowOf('Tide Gauge Network')
  await user.click(row.getByRole('button', { name: /^Pull/ }))

  expect(await row.findByRole('alert')).toHaveTextContent('Wait until the pull has ended.')
  expect(row.getByRole('button', { name: /^Pull/ })).toBeEnabled()
})

test('an auditor sees the systems and pulls none', async () => {
  await openPage('auditor')

  await rowOf('Tide Gauge Network')
  expect(screen.getByText(/Ask an author to pull it/)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /^Pull/ })).not.toBeInTheDocument()
})

test('finds a system by its name, and says when there is none', async () => {
  const { user, router } = await openPage()
  const search = await screen.findByRole('searchbox', { name: 'Filter by name' })

  await user.type(search, 'tide')
  await waitFor(() => expect(screen.queryByText('Harbor Permit Tracker')).not.toBeInTheDocument())
  expect(router.state.location.search).toEqual({ q: 'tide' })
  await user.type(search, 'x')
  expect(await screen.findByText('No system has “tidex” in its name.')).toBeInTheDocument()
})

test('says when ServiceNow lists no system', async () => {
  await openPage('author', [])

  expect(await screen.findByText('ServiceNow lists no system')).toBeInTheDocument()
})

test('a pull names what is missing, moved or could not be read, each by its control', async () => {
  const problems = [
    problemOf('AC-2', 'deleted_in_servicenow', 'The record was deleted in ServiceNow.'),
    problemOf('AC-3', 'moved', 'The record was moved in ServiceNow from Tide to Harbor.'),
    { control_id: null, servicenow_sys_id: 'f00', code: 'forbidden', message: 'ServiceNow hides the text.' },
  ]
  answerPull(() => HttpResponse.json(pull({ missing: 1, moved: 1, failed: 1, problems })))
  const { user } = await openPage()
  await user.click((await rowOf('Tide Gauge Network')).getByRole('button', { name: /^Pull/ }))

  expect(await screen.findByText(/1 missing in ServiceNow, 1 moved to another system\./)).toBeInTheDocument()
  const rows = within(screen.getByRole('list', { name: 'Problems of the pull' })).getAllByRole('listitem')
  expect(rows.map((row) => row.textContent)).toEqual([
    'AC-2 The record was deleted in ServiceNow.',
    'AC-3 The record was moved in ServiceNow from Tide to Harbor.',
    'f00 ServiceNow hides the text.',
  ])
  expect(screen.getByRole('link', { name: 'AC-2' })).toHaveAttribute('href', '/systems/sys-2?q=AC-2')
})

test.each([
  ['author', /ask an administrator to test the connection/],
  ['admin', /Test the connection to see what is wrong/],
] as const)(
  'while ServiceNow is away what was pulled is listed under one banner (%s)',
  async (role, advice) => {
    let servicenow: unknown = {
      ...problem(503, 'servicenow_unavailable', 'It hibernates.'),
      hint: 'Wake it.',
    }
    server.use(
      http.get(apiUrl('/systems'), () =>
        HttpResponse.json({
          systems: [{ ...harbor, missing_count: 2 }],
          servicenow,
          next_cursor: null,
        }),
      ),
    )
    const { user } = await renderApp('/systems', { roles: [role] })

    const banner = await screen.findByRole('alert')
    expect(banner).toHaveTextContent('It hibernates. Wake it.')
    expect(banner).toHaveTextContent('pulls, checks and pushes have to wait')
    expect(banner).toHaveTextContent(advice)
    const row = await rowOf('Harbor Permit Tracker')
    expect(row.getByRole('link', { name: '2 missing in ServiceNow' })).toHaveAttribute(
      'href',
      '/systems/sys-1?status=missing',
    )

    servicenow = 'reachable'
    await user.click(within(banner).getByRole('button', { name: 'Try again' }))
    await waitFor(() => expect(screen.queryByRole('alert')).not.toBeInTheDocument())
  },
)

test.each([
  [409, 'not_connected', 'No ServiceNow instance is connected'],
  [500, 'internal_error', 'The systems could not be loaded'],
])('says what to do when the list cannot be read (%i)', async (status, code, title) => {
  server.use(
    http.get(apiUrl('/systems'), () => HttpResponse.json(problem(status, code, 'It is away.'), { status })),
  )
  await renderApp('/systems')

  expect(await screen.findByText(title)).toBeInTheDocument()
})
