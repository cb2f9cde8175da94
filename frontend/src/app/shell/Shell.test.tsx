import { act, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { SessionEndedError } from '@/lib/tokens'
import { connection, problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { signedInSession } from '@/testing/session'
import { apiUrl } from '@/testing/urls'

const READERS_SEE = ['Home', 'Push', 'Systems', 'History', 'Schedules', 'Audit']

test.each([
  ['author', READERS_SEE],
  ['auditor', READERS_SEE],
  ['admin', [...READERS_SEE, 'Connection']],
] as const)('%s is shown the pages %j', async (role, pages) => {
  await renderApp('/audit', { roles: [role] })

  const links = within(screen.getByRole('navigation', { name: 'Main' })).getAllByRole('link')

  expect(links.map((link) => link.textContent)).toEqual(pages)
  expect(screen.getByRole('link', { name: 'Audit', current: 'page' })).toBeInTheDocument()
})

test('somebody without a role is told whom to ask', async () => {
  await renderApp('/audit', { roles: [] })

  expect(await screen.findByRole('heading', { level: 1, name: 'You have no role yet' })).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'Push' })).not.toBeInTheDocument()
  expect(screen.getByText(/make ana@example.test an author/)).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Sign out' })).toBeInTheDocument()
})

test('a navigation names the document and moves the focus to the title', async () => {
  const { user } = await renderApp('/audit')
  expect(await screen.findByRole('heading', { level: 1, name: 'Audit' })).not.toHaveFocus()

  await user.click(screen.getByRole('link', { name: 'Systems' }))

  expect(await screen.findByRole('heading', { level: 1, name: 'Systems' })).toHaveFocus()
  expect(document.title).toBe('Systems – Control Package Push')
})

test('a question mark lists the keys', async () => {
  const { user } = await renderApp('/push')

  await user.keyboard('{Shift>}?{/Shift}')
  const dialog = await screen.findByRole('dialog', { name: 'Keys' })
  expect(
    within(dialog).getByRole('row', { name: 'Ctrl + Enter Continue, or confirm the push' }),
  ).toBeInTheDocument()
  await user.keyboard('{Escape}')
  await waitFor(() => expect(dialog).not.toBeInTheDocument())
})

test.each([
  [connection(), 'Connected'],
  [connection({ status: 'error' }), 'Error'],
  [connection({ status: 'unknown', last_test_at: null }), 'Not tested'],
  [connection({ instance_url: null, status: 'unknown', last_test_at: null }), 'Not set up'],
])('everybody sees how the connection stands (%#)', async (answer, label) => {
  server.use(http.get(apiUrl('/connection'), () => HttpResponse.json(answer)))

  await renderApp('/audit', { roles: ['auditor'] })

  expect(await screen.findByRole('button', { name: `ServiceNow: ${label}` })).toBeInTheDocument()
})

test('only administrators are led from the status to the settings', async () => {
  const { user, unmount } = await renderApp('/audit', { roles: ['author'] })
  await user.click(await screen.findByRole('button', { name: /ServiceNow/ }))
  expect(await screen.findByText('Administrators can change the connection.')).toBeInTheDocument()
  unmount()

  const { user: admin } = await renderApp('/audit', { roles: ['admin'] })
  await admin.click(await screen.findByRole('button', { name: /ServiceNow/ }))
  expect(await screen.findByRole('link', { name: /settings/ })).toHaveAttribute('href', '/connection')
})

test('what cannot be read without a session is not tried again, but after the sign-in', async () => {
  const session = signedInSession()
  vi.spyOn(session, 'token').mockRejectedValue(new SessionEndedError())
  await renderApp('/history', { session })

  expect(await screen.findByText('The pushes could not be loaded')).toBeInTheDocument()
  expect(screen.getAllByText('Sign in again; nothing you typed is lost.')[0]).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument()
})

test('a session that ended asks to sign in again and keeps the page', async () => {
  const { user, session } = await renderApp('/audit')
  const signInAgain = vi.spyOn(session, 'signInAgain').mockRejectedValue(new Error('closed'))
  expect(screen.queryByText(/Your session ended/)).not.toBeInTheDocument()

  act(() => session.markExpired())
  expect(await screen.findByRole('alert')).toHaveTextContent(
    'Your session ended — sign in again; nothing you typed is lost.',
  )
  await user.click(screen.getByRole('button', { name: 'Sign in again' }))

  expect(signInAgain).toHaveBeenCalledWith('/audit')
  expect(await screen.findByText(/The sign-in was not finished/)).toBeInTheDocument()
  expect(screen.getByRole('heading', { level: 1, name: 'Audit' })).toBeInTheDocument()
})

test('says when the network is gone', async () => {
  await renderApp('/audit')

  fireEvent(window, new Event('offline'))
  expect(await screen.findByText('You are offline.')).toBeInTheDocument()

  fireEvent(window, new Event('online'))
  expect(screen.queryByText('You are offline.')).not.toBeInTheDocument()
})

test('signing out forgets what was read', async () => {
  const { user, session, queryClient } = await renderApp('/audit')
  const signOut = vi.spyOn(session, 'signOut').mockResolvedValue()
  await screen.findByRole('button', { name: 'ServiceNow: Connected' })

  await user.click(screen.getByRole('button', { name: 'Account of ana@example.test' }))
  await user.click(await screen.findByRole('button', { name: 'Sign out' }))

  expect(signOut).toHaveBeenCalledOnce()
  expect(queryClient.getQueryData(['connection'])).toBeUndefined()
})

test('a status that cannot be read does not break the page', async () => {
  server.use(
    http.get(apiUrl('/connection'), () =>
      HttpResponse.json(problem(500, 'internal_error', 'Try again.'), { status: 500 }),
    ),
  )
  await renderApp('/audit')

  expect(await screen.findByRole('button', { name: 'ServiceNow: Status unknown' })).toBeInTheDocument()
})

test('while the server does not answer every page says so, and goes on by itself', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true })
  let isAway = true
  let asked = 0
  server.use(
    http.get(apiUrl('/connection'), () => {
      asked += 1
      return isAway
        ? HttpResponse.json({ message: 'Away' }, { status: 503 })
        : HttpResponse.json(connection())
    }),
  )
  await renderApp('/history')
  const banner = await screen.findByRole('alert')
  expect(banner).toHaveTextContent('The server does not answer')
  expect(banner).toHaveTextContent('what you type into a statement is kept')
  // It is looked up now and then, not all the time, and the banner stays meanwhile.
  const before = asked
  await act(() => vi.advanceTimersByTimeAsync(21_000))
  expect(asked - before).toBe(2)
  expect(banner).toBeInTheDocument()

  isAway = false
  await act(() => vi.advanceTimersByTimeAsync(11_000))
  await waitFor(() => expect(banner).not.toBeInTheDocument())
})
