import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import type { Schemas } from '@/lib/api'
import { connection, problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'

const openAs = async (role: 'admin' | 'author') => renderApp('/connection', { roles: [role] })

function answerSave(answer: (body: Schemas['ConnectionRequest']) => Response) {
  server.use(
    http.put<never, Schemas['ConnectionRequest']>(apiUrl('/connection'), async ({ request }) =>
      answer(await request.json()),
    ),
  )
}

/** Answers each test of the connection, and notes what was tested: null stands for the saved settings. */
function answerTest(answer: (settings: Schemas['ConnectionRequest'] | null) => Schemas['ConnectionTest']) {
  const tested: (Schemas['ConnectionRequest'] | null)[] = []
  server.use(
    http.post(apiUrl('/connection/test'), async ({ request }) => {
      const text = await request.text()
      const settings = text ? (JSON.parse(text) as Schemas['ConnectionRequest']) : null
      tested.push(settings)
      return HttpResponse.json(answer(settings))
    }),
  )
  return tested
}

const NAMES = ['reachable', 'signed_in', 'table_readable', 'text_field_present']
const PASSED: Schemas['ConnectionTest'] = {
  status: 'connected',
  last_test_at: '2026-01-15T10:00:00Z',
  text_format_found: { format: 'html', reason: 'The dictionary calls the field html.' },
  steps: NAMES.map((name) => ({ name, ok: true, detail: 'Fine.', fix: null })),
}
const REFUSED: Schemas['ConnectionTest'] = {
  status: 'error',
  last_test_at: '2026-01-15T10:00:00Z',
  text_format_found: null,
  steps: [
    { name: 'reachable', ok: true, detail: 'The instance answers.', fix: null },
    { name: 'signed_in', ok: false, detail: 'ServiceNow refused the sign-in.', fix: 'Check the password.' },
    { name: 'table_readable', ok: null, detail: 'Not tried.', fix: null },
    { name: 'text_field_present', ok: null, detail: 'Not tried.', fix: null },
  ],
}

function answerSaves() {
  const saved: Schemas['ConnectionRequest'][] = []
  answerSave((body) => {
    saved.push(body)
    const now = connection({ username: body.username })
    server.use(http.get(apiUrl('/connection'), () => HttpResponse.json(now)))
    return HttpResponse.json(now)
  })
  return saved
}

async function typeUserName(user: Awaited<ReturnType<typeof openAs>>['user'], name: string) {
  await user.tripleClick(await screen.findByLabelText(/User name/))
  await user.paste(name)
}

test('tests what was typed, then saves it and keeps the stored password', async () => {
  const saved = answerSaves()
  const tested = answerTest(() => PASSED)
  const { user } = await openAs('admin')
  await screen.findByLabelText(/User name/)
  expect(screen.getByRole('button', { name: 'Test and save' })).toBeDisabled()
  expect(screen.getByText(/leave empty to keep it/)).toBeInTheDocument()

  await typeUserName(user, 'svc.new')
  await user.click(screen.getByRole('button', { name: 'Test and save' }))

  expect(await screen.findByText('Connection saved')).toBeInTheDocument()
  expect(saved).toHaveLength(1)
  expect(saved[0]).toMatchObject({ username: 'svc.new' })
  expect(saved[0]).not.toHaveProperty('password')
  // What was found is stored with the saved settings.
  expect(tested).toEqual([expect.objectContaining({ username: 'svc.new' }), null])
  const found = screen.getByRole('table', { name: 'What the test found' })
  expect(found).toHaveTextContent('Accountsvc.new (User name and password)')
  expect(found).toHaveTextContent('sn_compliance_statement.u_implementation_statement')
  expect(found).toHaveTextContent('HTML. The dictionary calls the field html.')
})

test('what fails its test is not saved, unless that is asked for', async () => {
  const saved = answerSaves()
  const tested = answerTest(() => REFUSED)
  const { user } = await openAs('admin')

  await typeUserName(user, 'svc.wrong')
  await user.click(screen.getByRole('button', { name: 'Test and save' }))

  expect(await screen.findByText('Not saved, since the test failed')).toBeInTheDocument()
  expect(saved).toEqual([])
  expect(screen.getByText('Check the password.')).toBeInTheDocument()

  await user.click(screen.getByRole('button', { name: 'Save all the same' }))
  expect(await screen.findByText('Connection saved')).toBeInTheDocument()
  expect(saved).toHaveLength(1)
  // A sign-in that was refused is not tried once more.
  expect(tested).toHaveLength(1)
})

test('a test counts for what was tested: more typing takes its result away', async () => {
  answerTest(() => REFUSED)
  const { user } = await openAs('admin')
  await typeUserName(user, 'svc.wrong')
  await user.click(screen.getByRole('button', { name: 'Only test' }))
  await screen.findByRole('list', { name: 'Steps of the test' })

  await user.type(screen.getByLabelText(/^Password/), 'x')

  expect(screen.queryByRole('list', { name: 'Steps of the test' })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Save all the same' })).not.toBeInTheDocument()
})

test.each([
  ['another account', /User name/, 'svc.new', /go on with what you save from the next statement on/],
  [
    'another instance',
    /Instance address/,
    'https://other.example',
    /What is not written when you save fails/,
  ],
] as const)('says what happens to running pushes with %s', async (_what, field, typed, said) => {
  const running = { status: 'running', total: 60, completed: 12, job_id: 'job-1' }
  server.use(
    http.get(apiUrl('/push'), ({ request }) => {
      const isRunning = new URL(request.url).searchParams.get('status') === 'running'
      return HttpResponse.json({ jobs: isRunning ? [running] : [], next_cursor: null, unreadable: [] })
    }),
  )
  const { user } = await openAs('admin')
  const input = await screen.findByLabelText(field)
  expect(screen.queryByText(/1 push is running/)).not.toBeInTheDocument()

  await user.tripleClick(input)
  await user.paste(typed)

  expect(await screen.findByText('1 push is running, with 48 statements still to do')).toBeInTheDocument()
  expect(screen.getByText(said)).toBeInTheDocument()
})

test('another address or way of signing in asks for the password again', async () => {
  const { user } = await openAs('admin')
  expect(await screen.findByLabelText(/^Password/)).not.toBeRequired()

  await user.type(screen.getByLabelText(/Instance address/), '.cn')

  expect(screen.getByLabelText(/^Password/)).toBeRequired()
  expect(screen.getByText(/Type it again/)).toBeInTheDocument()
})

test('shows each refused field at its place and keeps what was typed', async () => {
  const errors = [{ field: 'instance_url', message: 'must begin with https://' }]
  server.use(
    http.post(apiUrl('/connection/test'), () =>
      HttpResponse.json(problem(422, 'invalid_input', 'The instance address is not valid.', { errors }), {
        status: 422,
      }),
    ),
  )
  const { user } = await openAs('admin')
  const address = await screen.findByLabelText(/Instance address/)

  await user.tripleClick(address)
  await user.paste('ftp://files.example')
  await user.click(screen.getByRole('button', { name: 'Test and save' }))

  await waitFor(() => expect(address).toBeInvalid())
  expect(address).toHaveAccessibleDescription(/must begin with https/)
  expect(screen.getByRole('alert')).toHaveTextContent('The test could not run')
})

test('asks for what the chosen sign-in and layout need, and nothing else', async () => {
  const { user } = await openAs('admin')
  await user.click(await screen.findByRole('radio', { name: 'Controls' }))
  expect(screen.getByRole('table', { name: 'Columns of this preset' })).toHaveTextContent('content.reference')
  expect(screen.queryByLabelText(/Client secret/)).not.toBeInTheDocument()

  await user.click(screen.getByRole('radio', { name: 'Custom' }))
  await user.selectOptions(
    screen.getByRole('combobox', { name: /How the service account signs in/ }),
    'OAuth 2.0, client credentials',
  )

  expect(screen.getByLabelText(/^Table \*/)).toHaveValue('sn_compliance_control')
  expect(screen.getByLabelText(/^Client secret/)).toBeRequired()
  expect(screen.queryByLabelText(/^User name/)).not.toBeInTheDocument()
})

test('the test says how far it came, why it stopped, and what to do', async () => {
  const tested = answerTest(() => REFUSED)
  const { user } = await openAs('admin')

  await user.click(await screen.findByRole('button', { name: 'Test the connection' }))

  const list = await screen.findByRole('list', { name: 'Steps of the test' })
  const shown = within(list)
    .getAllByRole('listitem')
    .map((item) => item.textContent)
  expect(shown[0]).toContain('YesInstance reachable')
  expect(shown[1]).toContain('NoSigned in')
  expect(shown[1]).toContain('What to do: Check the password.')
  expect(shown[2]).toContain('Not tried')
  expect(tested).toEqual([null])
})

test('asks before changes are left behind', async () => {
  const { user, router } = await openAs('admin')
  await user.type(await screen.findByLabelText(/User name/), 'x')

  await user.click(screen.getAllByRole('link', { name: 'Audit' })[0] ?? document.body)
  const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' })
  await user.click(within(dialog).getByRole('button', { name: 'Stay here' }))
  expect(router.state.location.pathname).toBe('/connection')
  expect(screen.getByLabelText(/User name/)).toHaveValue('svc.grcx')

  await user.click(screen.getAllByRole('link', { name: 'Audit' })[0] ?? document.body)
  await user.click(await screen.findByRole('button', { name: 'Leave without saving' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Audit' })).toBeInTheDocument()
})

test('others read the settings and learn who can change them', async () => {
  await openAs('author')

  expect(await screen.findByText('sn_compliance_statement')).toBeInTheDocument()
  expect(screen.getByText(/Only administrators can change this/)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Test and save' })).not.toBeInTheDocument()
})

test('settings that cannot be read say so and can be asked for again', async () => {
  let calls = 0
  server.use(
    http.get(apiUrl('/connection'), () => {
      calls += 1
      return calls === 1
        ? HttpResponse.json(problem(500, 'internal_error', 'Something went wrong here. Try again.'), {
            status: 500,
          })
        : HttpResponse.json(connection())
    }),
  )
  const { user } = await openAs('admin')

  expect(await screen.findByRole('alert')).toHaveTextContent('The connection could not be read')
  await user.click(screen.getByRole('button', { name: 'Try again' }))

  expect(await screen.findByLabelText(/Instance address/)).toHaveValue('https://example.service-now.com')
})
