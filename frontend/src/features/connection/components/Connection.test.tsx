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

test('saves what was changed and keeps the stored password', async () => {
  let sent: Schemas['ConnectionRequest'] | undefined
  answerSave((body) => {
    sent = body
    server.use(http.get(apiUrl('/connection'), () => HttpResponse.json(connection({ username: 'svc.new' }))))
    return HttpResponse.json(connection({ username: 'svc.new', status: 'unknown' }))
  })
  const { user } = await openAs('admin')
  const username = await screen.findByLabelText(/User name/)
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled()
  expect(screen.getByText(/leave empty to keep it/)).toBeInTheDocument()

  await user.tripleClick(username)
  await user.paste('svc.new')
  await user.click(screen.getByRole('button', { name: 'Save' }))

  expect(await screen.findByText('Connection saved')).toBeInTheDocument()
  expect(sent).toMatchObject({ username: 'svc.new' })
  expect(sent).not.toHaveProperty('password')
  expect(screen.getByRole('button', { name: 'Save' })).toBeDisabled()
})

test('shows each refused field at its place and keeps what was typed', async () => {
  const errors = [{ field: 'instance_url', message: 'must begin with https://' }]
  answerSave(() =>
    HttpResponse.json(problem(422, 'invalid_input', 'The instance address is not valid.', { errors }), {
      status: 422,
    }),
  )
  const { user } = await openAs('admin')
  const address = await screen.findByLabelText(/Instance address/)

  await user.tripleClick(address)
  await user.paste('ftp://files.example')
  await user.click(screen.getByRole('button', { name: 'Save' }))

  await waitFor(() => expect(address).toBeInvalid())
  expect(address).toHaveAccessibleDescription(/must begin with https/)
  expect(screen.getByRole('alert')).toHaveTextContent('Not saved')
})

test('asks for what the chosen sign-in and layout need, and nothing else', async () => {
  const { user } = await openAs('admin')
  await user.click(await screen.findByRole('radio', { name: 'Controls' }))
  expect(screen.getByRole('table', { name: 'Columns of this preset' })).toHaveTextContent('content.reference')
  expect(screen.queryByLabelText(/Client secret/)).not.toBeInTheDocument()

  await user.click(screen.getByRole('radio', { name: 'Custom' }))
  await user.click(screen.getByRole('combobox', { name: /How the service account signs in/ }))
  await user.click(await screen.findByRole('option', { name: 'OAuth 2.0, client credentials' }))

  expect(screen.getByLabelText(/^Table \*/)).toHaveValue('sn_compliance_control')
  expect(screen.getByLabelText(/^Client secret/)).toBeRequired()
  expect(screen.queryByLabelText(/^User name/)).not.toBeInTheDocument()
})

test('the test says how far it came, why it stopped, and what to do', async () => {
  const steps: Schemas['TestStep'][] = [
    { name: 'reachable', ok: true, detail: 'The instance answers.', fix: null },
    { name: 'signed_in', ok: false, detail: 'ServiceNow refused the sign-in.', fix: 'Check the password.' },
    { name: 'table_readable', ok: null, detail: 'Not tried.', fix: null },
    { name: 'text_field_present', ok: null, detail: 'Not tried.', fix: null },
  ]
  server.use(
    http.post(apiUrl('/connection/test'), () =>
      HttpResponse.json({ status: 'error', last_test_at: '2026-01-15T10:00:00Z', steps }),
    ),
  )
  const { user } = await openAs('admin')

  await user.click(await screen.findByRole('button', { name: 'Test connection' }))

  const list = await screen.findByRole('list', { name: 'Steps of the test' })
  const shown = within(list)
    .getAllByRole('listitem')
    .map((item) => item.textContent)
  expect(shown[0]).toContain('YesInstance reachable')
  expect(shown[1]).toContain('NoSigned in')
  expect(shown[1]).toContain('What to do: Check the password.')
  expect(shown[2]).toContain('Not tried')
})

test('the test waits until changes are saved', async () => {
  const { user } = await openAs('admin')

  await user.type(await screen.findByLabelText(/User name/), 'x')

  expect(screen.getByRole('button', { name: 'Test connection' })).toBeDisabled()
  expect(screen.getByText(/Save first/)).toBeInTheDocument()
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
  expect(screen.queryByRole('button', { name: 'Save' })).not.toBeInTheDocument()
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
