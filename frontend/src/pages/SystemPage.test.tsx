import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { modified, statement } from '@/features/statements/testing'
import type { Statement } from '@/features/statements/texts'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'

const statements: Statement[] = [
  statement({ id: 'st-1', control_id: 'AC-10', control_name: 'Concurrent Sessions' }),
  modified('<p>Reviewed <b>monthly</b>.</p>', 2, { id: 'st-2', control_id: 'AC-2' }),
  statement({ id: 'st-3', control_id: 'AU-2', control_name: 'Event Logging', sync_status: 'conflict' }),
]

// jsdom knows no heights, and only visible rows are shown.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(42)
  vi.spyOn(HTMLElement.prototype, 'offsetWidth', 'get').mockReturnValue(800)
})

async function openPage(found = statements, path = '/systems/sys-1') {
  server.use(
    http.get(apiUrl('/statements'), () =>
      HttpResponse.json({ statements: found, next_cursor: null, unreadable: [] }),
    ),
    http.get(apiUrl('/systems'), () => HttpResponse.json({ systems: [], next_cursor: null })),
  )
  return renderApp(path)
}

const shown = () =>
  within(screen.getByRole('list', { name: 'Statements' }))
    .getAllByRole('link')
    .map((link) => link.textContent.slice(0, 5))

test('lists the statements in the order of the controls, each with its mark', async () => {
  await openPage()

  expect(await screen.findByRole('heading', { name: 'Harbor Permit Tracker' })).toBeInTheDocument()
  expect(screen.getByText('3 statements')).toBeInTheDocument()
  const links = within(screen.getByRole('list', { name: 'Statements' })).getAllByRole('link')
  expect(links.map((link) => link.getAttribute('href'))).toEqual([
    '/statements/st-2',
    '/statements/st-1',
    '/statements/st-3',
  ])
  expect(links[0]).toHaveTextContent('Modified')
  expect(links[0]).toHaveTextContent('ana@example.test')
  expect(links[2]).toHaveTextContent('Conflict')
  expect(screen.getByRole('link', { name: 'Push 1 modified' })).toHaveAttribute('href', '/push?system=sys-1')
})

test('says of a statement that it is missing in ServiceNow', async () => {
  const gone = modified('<p>Mine.</p>', 2, { id: 'st-9', control_id: 'AC-9', presence: 'missing' })
  await openPage([...statements, gone], '/systems/sys-1?status=missing')

  expect(await screen.findByText('Missing in ServiceNow')).toBeInTheDocument()
  expect(shown()).toEqual(['AC-9A'])
  // It cannot be pushed, so it is not offered.
  expect(screen.getByRole('link', { name: 'Push 1 modified' })).toBeInTheDocument()
})

test('reads page after page', async () => {
  server.use(
    http.get(apiUrl('/statements'), ({ request }) => {
      const isSecond = new URL(request.url).searchParams.get('cursor') === 'next'
      return HttpResponse.json({
        statements: isSecond ? statements.slice(1) : statements.slice(0, 1),
        next_cursor: isSecond ? null : 'next',
        unreadable: [],
      })
    }),
  )
  await renderApp('/systems/sys-1')

  expect(await screen.findByText('3 statements')).toBeInTheDocument()
})

test('filters by text, family and status, all kept in the address', async () => {
  const { user, router } = await openPage()
  await user.type(await screen.findByRole('searchbox', { name: 'Text' }), 'monthly')
  expect(await screen.findByText('1 of 3 statements')).toBeInTheDocument()
  expect(shown()[0]).toContain('AC-2')

  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  expect(await screen.findByText('3 statements')).toBeInTheDocument()
  await user.selectOptions(
    screen.getByRole('combobox', { name: 'Family' }),
    screen.getByRole('option', { name: /^AU/ }),
  )
  expect(await screen.findByText('1 of 3 statements')).toBeInTheDocument()
  expect(router.state.location.search).toEqual({ family: 'AU' })
  await user.selectOptions(screen.getByRole('combobox', { name: 'Status' }), 'Modified (1)')
  expect(await screen.findByText(/None of 3 statements matches/)).toBeInTheDocument()
})

test('opens with the filter of its address', async () => {
  await openPage(statements, '/systems/sys-1?status=conflict')

  expect(await screen.findByText('1 of 3 statements')).toBeInTheDocument()
  await waitFor(() => expect(shown()[0]).toContain('AU-2'))
})

test('offers the pull when nothing is here yet', async () => {
  await openPage([])

  expect(await screen.findByText('No statement of this system is here yet')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Pull from ServiceNow' })).toBeEnabled()
})

test('says when the statements cannot be loaded, and tries again', async () => {
  server.use(
    http.get(apiUrl('/statements'), () =>
      HttpResponse.json(problem(500, 'internal_error', 'Tell your administrator.'), { status: 500 }),
    ),
  )
  const { user } = await renderApp('/systems/sys-1')
  expect(await screen.findByText('Not all statements could be loaded')).toBeInTheDocument()

  server.use(
    http.get(apiUrl('/statements'), () =>
      HttpResponse.json({ statements, next_cursor: null, unreadable: [] }),
    ),
  )
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByText('3 statements')).toBeInTheDocument()
})
