import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { EMPTY_WIZARD } from '@/features/push/wizard/wizard'
import { loadWizard } from '@/features/push/wizard/wizardStorage'
import { DraftStore } from '@/features/statements/autosave/drafts'
import { modified, statement } from '@/features/statements/testing'
import type { Statement } from '@/features/statements/texts'
import type { Role } from '@/lib/roles'
import type { Session } from '@/lib/session'
import { plainConnection, problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'

interface Save {
  content: string
  revision: number
}

// A plain text field, so that it is edited in a text field: jsdom cannot lay out rich text.
const BASE = 'Accounts are reviewed.'
const drafts = new DraftStore('ana', 'st-1')

/** What the server has, and what it was sent. */
let current: Statement
let saves: Save[]
let session: Session | undefined

function stale(): Response {
  const words = 'The statement was changed since you loaded it.'
  return HttpResponse.json(problem(409, 'stale_revision', words, { statement: current }), { status: 409 })
}

beforeEach(() => {
  current = statement({ content: BASE })
  saves = []
  server.use(
    http.get(apiUrl('/connection'), () => HttpResponse.json(plainConnection())),
    http.get(apiUrl('/statements/st-1'), () => HttpResponse.json(current)),
    http.put<never, Save>(apiUrl('/statements/st-1'), async ({ request }) => {
      const save = await request.json()
      saves.push(save)
      if (save.revision !== current.revision) return stale()
      current = modified(save.content, current.revision + 1, { content: BASE })
      return HttpResponse.json(current)
    }),
    http.post<never, { revision: number }>(apiUrl('/statements/st-1/discard'), async ({ request }) => {
      const { revision } = await request.json()
      if (revision !== current.revision) return stale()
      current = statement({ content: BASE, revision: current.revision + 1 })
      return HttpResponse.json(current)
    }),
  )
})

// Leaving the page saves, which must not reach the server of the next test.
afterEach(() => {
  if (session) vi.spyOn(session, 'state').mockReturnValue({ status: 'signed_out', user: null })
  cleanup()
})

function answerSave(answer: () => Response) {
  server.use(http.put(apiUrl('/statements/st-1'), answer))
}

async function openPage(role: Role = 'author') {
  const app = await renderApp('/statements/st-1', { roles: [role] })
  session = app.session
  const editor = await screen.findByRole('textbox', { name: 'Implementation statement of AC-2' })
  const type = (text: string) => fireEvent.change(editor, { target: { value: text } })
  return { ...app, editor, type }
}

const saveNow = () => fireEvent.keyDown(document.documentElement, { key: 's', code: 'KeyS', ctrlKey: true })
const savedState = () => screen.findByText(/^Saved at/)

test('shows the statement, where it stands and the way back', async () => {
  current = modified('Accounts are reviewed monthly.', 3, { content: BASE })
  const { editor } = await openPage()

  expect(screen.getByRole('heading', { level: 1, name: 'AC-2 Account Management' })).toBeInTheDocument()
  expect(screen.getByRole('link', { name: /Harbor Permit Tracker/ })).toHaveAttribute(
    'href',
    '/systems/sys-1',
  )
  expect(screen.getByText('Modified')).toBeInTheDocument()
  expect(screen.getByText(/Modified by ana@example.test/)).toBeInTheDocument()
  expect(screen.getByText(/In ServiceNow: ines.halvorsen/)).toBeInTheDocument()
  expect(editor).toHaveValue('Accounts are reviewed monthly.')
})

test('saves what is typed by itself, with the revision that it was typed on', async () => {
  const { type } = await openPage()
  type('Accounts are reviewed weekly.')
  expect(screen.getByText('Not saved yet')).toBeInTheDocument()

  expect(await savedState()).toBeInTheDocument()
  expect(saves).toEqual([{ content: 'Accounts are reviewed weekly.', revision: 1 }])
  expect(screen.getByText('Modified')).toBeInTheDocument()
  expect(drafts.read()).toBeNull()
})

test('a plain text keeps every character but the one that was typed', async () => {
  const text = 'Lock after <number> attempts.\r\n\r\n<b>R&amp;D</b>: a && b <https://example.test>'
  current = statement({ content: text })
  const { editor, type } = await openPage()
  expect(screen.getByText(/^Plain text: every character/)).toBeInTheDocument()
  expect(screen.queryByRole('radio', { name: 'Rich text' })).not.toBeInTheDocument()
  expect(editor).toHaveValue(text.replaceAll('\r\n', '\n'))

  type(text.replaceAll('\r\n', '\n').replace('attempts', 'tries'))
  saveNow()

  expect(await savedState()).toBeInTheDocument()
  expect(saves).toEqual([{ content: text.replace('attempts', 'tries'), revision: 1 }])
})

test('the keyboard saves at once, and screen readers are told', async () => {
  const { type } = await openPage()
  type('Now.')
  saveNow()

  await waitFor(() => expect(saves).toHaveLength(1))
  await waitFor(() =>
    expect(screen.getAllByRole('status').map((region) => region.textContent)).toContain('Saved'),
  )
})

test('a refused text stays, with the reason', async () => {
  answerSave(() =>
    HttpResponse.json(
      problem(422, 'invalid_input', 'Correct the text and save again.', {
        errors: [{ field: 'content', message: 'has a control character' }],
      }),
      { status: 422 },
    ),
  )
  const { type, editor } = await openPage()
  type('Refused.')
  saveNow()

  expect(await screen.findByRole('alert')).toHaveTextContent('Text: has a control character')
  expect(editor).toHaveValue('Refused.')
  expect(drafts.read()?.text).toBe('Refused.')
  expect(screen.getAllByText(/Not saved: the server refused the text/)[0]).toBeInTheDocument()
})

test('an emptied text is held back and can be discarded', async () => {
  const { type, editor, user } = await openPage()
  type('')
  saveNow()
  expect(screen.getAllByText(/the text is empty/)[0]).toBeInTheDocument()

  await user.click(screen.getByRole('button', { name: 'Discard' }))
  await user.click(await screen.findByRole('button', { name: 'Discard local changes' }))

  await waitFor(() => expect(editor).toHaveValue(BASE))
  expect(saves).toEqual([])
})

test('says what saving took out until it is confirmed; Ctrl+Z brings it back', async () => {
  answerSave(() => HttpResponse.json(modified('Kept.', 2, { content: BASE, sanitized: ['a script: “1”'] })))
  const { type, editor, user } = await openPage()
  type('Kept.<script>1</script>')
  saveNow()
  expect(await screen.findByText('ServiceNow texts may not have it: a script: “1”.')).toBeInTheDocument()
  expect(editor).toHaveValue('Kept.')
  type('Kept, and more.')
  expect(screen.getByText('A part of the text was taken out')).toBeInTheDocument()
  type('Kept.')

  fireEvent.keyDown(editor, { key: 'z', code: 'KeyZ', ctrlKey: true })
  expect(editor).toHaveValue('Kept.<script>1</script>')
  expect(screen.getByText('Not saved: this cannot be kept')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Take it out' }))

  await waitFor(() => expect(editor).toHaveValue('Kept.'))
  await user.click(await screen.findByRole('button', { name: 'Leave it out' }))
  expect(screen.queryByText('A part of the text was taken out')).not.toBeInTheDocument()
})

test('without a network the text is kept and saved once it is back', async () => {
  answerSave(() => HttpResponse.error())
  const { type } = await openPage()
  type('Typed in a tunnel.')
  saveNow()
  expect((await screen.findAllByText(/^Offline/))[0]).toBeInTheDocument()
  expect(drafts.read()?.text).toBe('Typed in a tunnel.')

  answerSave(() => HttpResponse.json(modified('Typed in a tunnel.', 2, { content: BASE })))
  fireEvent(window, new Event('online'))

  expect(await savedState()).toBeInTheDocument()
  expect(drafts.read()).toBeNull()
})

test('an ended session keeps the text, and signing in again saves it', async () => {
  const { type, session } = await openPage()
  const token = vi.spyOn(session, 'token').mockResolvedValue('old')
  const renew = vi.spyOn(session, 'renew').mockResolvedValue('old')
  answerSave(() => HttpResponse.json(problem(401, 'unauthorized', 'Sign in again.'), { status: 401 }))
  type('Typed after the end.')
  saveNow()
  expect((await screen.findAllByText(/your session ended/i))[0]).toBeInTheDocument()
  expect(session.state().status).toBe('expired')

  token.mockRestore()
  renew.mockRestore()
  answerSave(() => HttpResponse.json(modified('Typed after the end.', 2, { content: BASE })))
  act(() => session.start())

  expect(await savedState()).toBeInTheDocument()
})

test('somebody else who signs in does not save it as theirs', async () => {
  const { type, session } = await openPage()
  type('Typed by Ana.')
  vi.spyOn(session, 'state').mockReturnValue({
    status: 'signed_in',
    user: { name: 'ben', displayName: 'ben@example.test', roles: ['author'] },
  })
  saveNow()

  expect((await screen.findAllByText(/your session ended/i))[0]).toBeInTheDocument()
  expect(saves).toEqual([])
  expect(drafts.read()?.text).toBe('Typed by Ana.')
})

async function openStale() {
  const page = await openPage()
  current = modified('Theirs.', 2, { content: BASE, modified_by: 'ben@example.test' })
  page.type('Mine.')
  saveNow()
  const dialog = await screen.findByRole('dialog', { name: 'AC-2 was changed elsewhere' })
  expect(dialog).toHaveTextContent('ben@example.test, saved another text')
  expect(within(dialog).getByRole('region', { name: 'Both texts, rendered' })).toBeInTheDocument()
  return page
}

test('a text changed elsewhere is not overwritten before "Keep mine"', async () => {
  const { user, editor } = await openStale()
  expect(current.local_content).toBe('Theirs.')

  await user.click(screen.getByRole('button', { name: 'Keep mine' }))

  expect(await savedState()).toBeInTheDocument()
  expect(current).toMatchObject({ local_content: 'Mine.', revision: 3 })
  expect(editor).toHaveValue('Mine.')
})

test('"Take theirs" shows the other text; one’s own can be brought back', async () => {
  const { user, editor } = await openStale()

  await user.click(screen.getByRole('button', { name: 'Take theirs' }))
  expect(editor).toHaveValue('Theirs.')
  expect(current.local_content).toBe('Theirs.')

  await user.click(await screen.findByRole('button', { name: 'Bring it back' }))
  expect(editor).toHaveValue('Mine.')
  expect(await savedState()).toBeInTheDocument()
  expect(current.local_content).toBe('Mine.')
})

test('Escape decides nothing and loses nothing', async () => {
  const { user, editor } = await openStale()

  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())

  expect(editor).toHaveValue('Mine.')
  expect(drafts.read()?.text).toBe('Mine.')
  expect(current.local_content).toBe('Theirs.')
  await user.click(screen.getByRole('button', { name: 'Compare and choose' }))
  expect(await screen.findByRole('button', { name: 'Keep mine' })).toBeInTheDocument()
})

test('discarding shows what is given up, and then the text of ServiceNow', async () => {
  current = modified('Mine.', 2, { content: BASE })
  const { user, editor } = await openPage()

  await user.click(screen.getByRole('button', { name: 'Discard' }))
  const dialog = await screen.findByRole('dialog', { name: /Discard the local changes/ })
  expect(within(dialog).getByRole('region', { name: 'What is given up, rendered' })).toBeInTheDocument()
  await user.click(within(dialog).getByRole('button', { name: 'Discard local changes' }))

  expect(await screen.findByText('Local changes discarded')).toBeInTheDocument()
  expect(editor).toHaveValue(BASE)
  expect(screen.getByText('In sync')).toBeInTheDocument()
})

test('a text that a colleague saved meanwhile is not discarded unseen', async () => {
  current = modified('Mine.', 2, { content: BASE })
  const { user, editor } = await openPage()
  await user.click(screen.getByRole('button', { name: 'Discard' }))
  current = modified('A colleague’s.', 3, { content: BASE })

  await user.click(await screen.findByRole('button', { name: 'Discard local changes' }))

  expect(await screen.findByText(/The statement was changed since you loaded it/)).toBeInTheDocument()
  expect(current.local_content).toBe('A colleague’s.')
  expect(editor).toHaveValue('A colleague’s.')
})

test('shows the differences from ServiceNow', async () => {
  current = modified('Accounts are deleted.', 2, { content: BASE })
  const { user } = await openPage()

  await user.click(screen.getByRole('tab', { name: 'Differences' }))

  const pane = await screen.findByRole('region', { name: 'Differences, rendered' })
  expect(within(pane).getByText('deleted').tagName).toBe('INS')
  expect(screen.getByText(/ServiceNow, as last read: ines.halvorsen/)).toBeInTheDocument()
})

test('shows what happened to the statement before', async () => {
  server.use(
    http.get(apiUrl('/audit'), () => HttpResponse.json({ records: [], next_cursor: null, unreadable: [] })),
  )
  const { user, router } = await openPage()

  await user.click(screen.getByRole('tab', { name: 'History' }))

  expect(await screen.findByText('Nothing is recorded of this statement')).toBeInTheDocument()
  expect(router.state.location.search).toEqual({ tab: 'history' })
})

test('a statement in conflict says who changed it, leads to the choice and can still be edited', async () => {
  const remote_version = { updated_on: '2026-03-02T09:00:00Z', mod_count: 5, updated_by: 'nadia.fournier' }
  const conflict = { remote_content: 'Remote.', remote_version, detected_at: '2026-03-02T10:00:00Z' }
  current = modified('Mine.', 2, { content: BASE, sync_status: 'conflict', conflict })
  const { editor } = await openPage()

  expect(screen.getByText('nadia.fournier changed this text in ServiceNow')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Resolve the conflict' })).toHaveAttribute(
    'href',
    '/push?step=conflicts&resolve=st-1',
  )
  expect(editor).not.toHaveAttribute('readonly')
  expect(screen.queryByRole('button', { name: 'Push this statement' })).not.toBeInTheDocument()
})

test('pushing saves first and leads only this statement to the check', async () => {
  const { user, type, router } = await openPage()
  expect(screen.queryByRole('button', { name: 'Push this statement' })).not.toBeInTheDocument()
  server.use(http.get(apiUrl('/push/modified'), () => new Promise<Response>(() => undefined)))
  type('To be pushed.')

  await user.click(screen.getByRole('button', { name: 'Push this statement' }))

  await waitFor(() => expect(router.state.location.href).toBe('/push?step=conflicts'))
  expect(saves).toEqual([{ content: 'To be pushed.', revision: 1 }])
  expect(loadWizard('ana')).toEqual({ ...EMPTY_WIZARD, selection: new Set(['st-1']) })
})

test('what could not be saved is not pushed', async () => {
  answerSave(() => HttpResponse.error())
  const { user, type, router } = await openPage()
  type('Not saved.')

  await user.click(screen.getByRole('button', { name: 'Push this statement' }))

  expect(await screen.findByText('Not pushed')).toBeInTheDocument()
  expect(router.state.location.pathname).toBe('/statements/st-1')
})

test('an auditor reads and can change nothing', async () => {
  current = modified('Read me.', 2, { content: BASE })
  drafts.write('A draft of somebody who was an author once.', 2)
  const { editor } = await openPage('auditor')

  expect(editor).toHaveValue('Read me.')
  expect(editor).toHaveAttribute('readonly')
  expect(screen.queryByRole('button', { name: /Push|Discard/ })).not.toBeInTheDocument()
  expect(screen.getByRole('tab', { name: 'Differences' })).toBeInTheDocument()
  expect(saves).toEqual([])
})

test('asks before leaving with a text that is not saved, which then comes back', async () => {
  answerSave(() => HttpResponse.error())
  const { user, type, router } = await openPage()
  server.use(http.get(apiUrl('/systems'), () => HttpResponse.json({ systems: [], next_cursor: null })))
  type('Nearly lost.')

  await user.click(screen.getByRole('link', { name: 'Systems' }))
  const dialog = await screen.findByRole('dialog', { name: 'Leave without saving?' })
  expect(dialog).toHaveTextContent('come back when you open the statement here again')
  await user.click(within(dialog).getByRole('button', { name: 'Leave without saving' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Systems' })).toBeInTheDocument()

  await act(() => router.navigate({ to: '/statements/$statementId', params: { statementId: 'st-1' } }))
  expect(await screen.findByRole('textbox', { name: /AC-2/ })).toHaveValue('Nearly lost.')
})

test('leaves without asking when the text can be saved on the way', async () => {
  const { user, type } = await openPage()
  server.use(http.get(apiUrl('/systems'), () => HttpResponse.json({ systems: [], next_cursor: null })))
  type('Saved on the way.')

  await user.click(screen.getByRole('link', { name: 'Systems' }))

  expect(await screen.findByRole('heading', { level: 1, name: 'Systems' })).toBeInTheDocument()
  expect(current.local_content).toBe('Saved on the way.')
})

test('a draft of an earlier visit is restored and saved', async () => {
  drafts.write('Typed before the crash.', 1)
  const { editor } = await openPage()

  expect(editor).toHaveValue('Typed before the crash.')
  expect(screen.getByText('Restored: what you typed here before')).toBeInTheDocument()
  expect(await savedState()).toBeInTheDocument()
  expect(current.local_content).toBe('Typed before the crash.')
})

test('a draft that a colleague has overtaken is not saved over theirs', async () => {
  drafts.write('Typed before the crash.', 1)
  current = modified('A colleague’s.', 2, { content: BASE })
  const { editor } = await openPage()

  expect(await screen.findByRole('dialog', { name: 'AC-2 was changed elsewhere' })).toBeInTheDocument()
  expect(current.local_content).toBe('A colleague’s.')
  expect(editor).toHaveValue('Typed before the crash.')
})

test.each([
  [404, 'not_found', 'There is no such statement here'],
  [403, 'forbidden', 'The statement could not be loaded'],
  [409, 'not_connected', 'No ServiceNow instance is connected'],
])('says what to do when it cannot be loaded (%i %s)', async (status, code, title) => {
  server.use(
    http.get(apiUrl('/statements/st-1'), () =>
      HttpResponse.json(problem(status, code, 'Ask an administrator.'), { status }),
    ),
  )
  await renderApp('/statements/st-1')

  expect(await screen.findByText(title)).toBeInTheDocument()
})

test('a statement whose record is missing says so, keeps its text, and is not offered for a push', async () => {
  current = modified('Mine.', 2, { content: BASE, presence: 'missing', sync_status: 'conflict' })
  await openPage()

  expect(screen.getByText('The record of this statement is missing in ServiceNow')).toBeInTheDocument()
  expect(screen.getByText(/your text is kept here/)).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Push this statement' })).not.toBeInTheDocument()
  expect(screen.queryByRole('link', { name: 'Resolve the conflict' })).not.toBeInTheDocument()
})
