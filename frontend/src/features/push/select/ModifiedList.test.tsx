import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { giveModified, modified } from '../testing'

const THREE = [
  modified('AC-10'),
  modified('AC-2'),
  modified('CM-6', { sync_status: 'conflict', modified_by: 'ben', system_id: 'tide', system_name: 'Tide' }),
]

const row = (controlId: string) =>
  screen.findByRole('checkbox', { name: new RegExp(`^${controlId} Control`) })
const selectAll = () => screen.findByRole('checkbox', { name: /^Select all/ })
const rowNames = () =>
  within(screen.getByRole('list', { name: 'Modified statements' }))
    .getAllByRole('link', { name: /^[A-Z]{2}-/ })
    .map((link) => link.textContent)

test('lists the modified statements by system, in the order of their controls', async () => {
  giveModified(THREE, 2)
  await renderApp('/push')
  await row('CM-6')

  expect(rowNames()).toEqual(['AC-2', 'AC-10', 'CM-6'])
})

test('a conflicted statement cannot be selected, says why and leads to its resolution', async () => {
  giveModified(THREE)
  await renderApp('/push')

  expect(await row('CM-6')).toBeDisabled()
  expect(await row('CM-6')).toHaveAccessibleDescription('Changed in ServiceNow too.')
  expect(screen.getByText('Conflict')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Resolve' })).toHaveAttribute(
    'href',
    '/push?step=conflicts&resolve=id-CM-6',
  )
  expect(screen.getByRole('link', { name: 'Resolve 1 conflict' })).toHaveAttribute(
    'href',
    '/push?step=conflicts&resolve=all',
  )
})

test('selecting all leaves the conflicted ones out, and the box tells some from all', async () => {
  giveModified(THREE)
  const { user } = await renderApp('/push')
  const next = await screen.findByRole('button', { name: 'Continue' })
  expect(next).toBeDisabled()

  await user.click(await row('AC-2'))
  expect(await selectAll()).toBePartiallyChecked()
  expect(screen.getByText('1 selected')).toBeInTheDocument()

  await user.click(await selectAll())
  expect(await selectAll()).toBeChecked()
  expect(screen.getByText('2 selected')).toBeInTheDocument()
  expect(await row('CM-6')).not.toBeChecked()
  expect(next).toBeEnabled()

  await user.click(await selectAll())
  expect(screen.getByText('0 selected')).toBeInTheDocument()
})

test('Shift selects all from the row before', async () => {
  giveModified([1, 2, 3, 4].map((number) => modified(`AC-${number}`)))
  const { user } = await renderApp('/push')

  await user.click(await row('AC-1'))
  await user.keyboard('{Shift>}')
  await user.click(await row('AC-3'))
  await user.keyboard('{/Shift}')

  expect(screen.getByText('3 selected')).toBeInTheDocument()
  expect(await row('AC-4')).not.toBeChecked()
})

test('the arrow keys lead from row to row, to what can be used there', async () => {
  giveModified(THREE)
  const { user } = await renderApp('/push')
  const first = await row('AC-2')
  first.focus()

  await user.keyboard('{ArrowDown}')
  await waitFor(async () => expect(await row('AC-10')).toHaveFocus())
  await user.keyboard(' ')
  expect(await row('AC-10')).toBeChecked()

  await user.keyboard('{ArrowDown}')
  await waitFor(() => expect(screen.getByRole('link', { name: 'CM-6' })).toHaveFocus())
})

test('a filter hides what is selected but says so, and selects only what it shows', async () => {
  giveModified([...THREE, modified('AU-2', { modified_by: 'ben' })])
  const { user, router } = await renderApp('/push')
  await user.click(await row('AC-2'))

  await user.type(screen.getByRole('searchbox', { name: 'Text' }), 'au-2')
  expect(await screen.findByText(', 1 of them not shown')).toBeInTheDocument()
  expect(rowNames()).toEqual(['AU-2'])

  await user.click(await screen.findByRole('checkbox', { name: 'Select all shown (non-conflicted)' }))
  expect(screen.getByText('2 selected')).toBeInTheDocument()
  expect(router.state.location.search).toMatchObject({ q: 'au-2' })

  await user.click(screen.getByRole('button', { name: 'Clear filters' }))
  expect(await row('AC-10')).not.toBeChecked()
})

test('finds words anywhere in the texts, of which the list knows only the beginnings', async () => {
  giveModified(THREE)
  const found: Record<string, string[][]> = { modified: [['id-AC-10'], ['id-AC-2']], conflict: [['id-CM-6']] }
  server.use(
    http.get(apiUrl('/statements'), ({ request }) => {
      const { searchParams } = new URL(request.url)
      const pages = searchParams.get('q') === 'quarterly' ? found[searchParams.get('sync_status') ?? ''] : []
      const page = Number(searchParams.get('cursor') ?? 0)
      const next_cursor = pages?.[page + 1] ? String(page + 1) : null
      return HttpResponse.json({ statements: pages?.[page]?.map((id) => ({ id })), next_cursor })
    }),
  )
  await renderApp('/push?q=quarterly')

  await row('CM-6')
  expect(rowNames()).toEqual(['AC-2', 'AC-10', 'CM-6'])
})

test('says when only the beginnings of the texts could be searched', async () => {
  giveModified(THREE)
  server.use(
    http.get(apiUrl('/statements'), () => HttpResponse.json(problem(503, 'busy', 'Later.'), { status: 503 })),
  )
  await renderApp('/push?q=ac-10')

  expect(await screen.findByText('Only the beginnings of the texts were searched')).toBeInTheDocument()
  expect(rowNames()).toEqual(['AC-10'])
})

test.each([
  ['System', 'Tide', ['CM-6']],
  ['Family', 'CM', ['CM-6']],
  ['Edited by', 'ben', ['CM-6']],
])('filters by %s', async (label, choice, rest) => {
  giveModified(THREE)
  const { user } = await renderApp('/push')
  await row('CM-6')

  await user.selectOptions(screen.getByRole('combobox', { name: label }), choice)

  expect(rowNames()).toEqual(rest)
})

test('no filter that matches nothing looks like an empty product', async () => {
  giveModified(THREE)
  await renderApp('/push?q=nothing+like+it')

  expect(await screen.findByText('No modified statement matches these filters')).toBeInTheDocument()
})

test('more than a push takes is said, with the way to go on', async () => {
  // As tall as in a browser: without a height no row would be out of sight.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(70)
  giveModified(Array.from({ length: 1002 }, (_, index) => modified(`AC-${index + 1}`)))
  const { user } = await renderApp('/push')
  // It can be used once every page has come.
  await waitFor(() => expect(screen.getByRole('checkbox', { name: /^Select all/ })).toBeEnabled())
  await user.click(await selectAll())
  expect(await screen.findByText(/1,002 are selected/)).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Continue' })).toBeDisabled()

  await user.click(screen.getByRole('button', { name: 'Keep the first 1,000' }))

  expect(screen.getByText('1,000 selected')).toBeInTheDocument()
  expect(screen.getByRole('button', { name: 'Continue' })).toBeEnabled()
})

test('the selection survives leaving the page, without what was pushed meanwhile', async () => {
  giveModified(THREE)
  const { user, unmount } = await renderApp('/push')
  await user.click(await selectAll())
  unmount()

  giveModified(THREE.slice(1))
  await renderApp('/push')

  expect(await screen.findByText('1 selected')).toBeInTheDocument()
  expect(await row('AC-2')).toBeChecked()
})

test('an auditor sees the list, and why nothing can be selected', async () => {
  giveModified(THREE)
  await renderApp('/push', { roles: ['auditor'] })

  expect(await row('AC-2')).toBeDisabled()
  expect(await selectAll()).toBeDisabled()
  expect(screen.getByText(/Your role can only read/)).toBeInTheDocument()
  expect(screen.queryByRole('link', { name: /Resolve/ })).not.toBeInTheDocument()
})

test('nothing modified says where to go', async () => {
  await renderApp('/push')

  expect(await screen.findByText('Nothing is modified')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Go to Systems' })).toBeInTheDocument()
})

test('a statement that cannot be read is named, and the others are there', async () => {
  const broken = { id: 'broken', message: 'Statement broken cannot be read.', reference: 'abc' }
  server.use(
    http.get(apiUrl('/push/modified'), () =>
      HttpResponse.json({
        statements: [modified('AC-2')],
        total_count: 2,
        total_is_exact: true,
        next_cursor: null,
        unreadable: [broken],
      }),
    ),
  )
  await renderApp('/push')

  expect(await screen.findByText('Statement broken cannot be read.')).toBeVisible()
  expect(await row('AC-2')).toBeInTheDocument()
})

test('a list that cannot be read can be asked for again', async () => {
  server.use(
    http.get(
      apiUrl('/push/modified'),
      () => HttpResponse.json(problem(500, 'internal_error', 'Try once more.'), { status: 500 }),
      { once: true },
    ),
  )
  const { user } = await renderApp('/push')
  expect(await screen.findByRole('alert')).toHaveTextContent('Try once more.')

  giveModified(THREE)
  await user.click(screen.getByRole('button', { name: 'Try again' }))

  expect(await row('AC-2')).toBeInTheDocument()
})
