import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test } from 'vitest'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { answerRecords, answerSearch, detail, entry } from '../testing'
import { startOfDays } from '../timeRange'

const edited = entry({ id: 'edited' })
const failed = entry({
  id: 'failed',
  action: 'push_failed',
  job_id: 'job-12345678',
  before_sha256: null,
  after_sha256: null,
  details: { outcome: 'failed', code: 'forbidden', message: 'The account may not write it.', new_fact: [1] },
})

beforeEach(() => {
  const systems = [
    { system_id: 'system-1', name: 'Harbour', statement_count: 1, modified_count: 0, last_pulled_at: null },
  ]
  server.use(
    http.get(apiUrl('/systems'), () => HttpResponse.json({ systems, next_cursor: null })),
    http.get(apiUrl('/push'), () => HttpResponse.json({ jobs: [], next_cursor: null, unreadable: [] })),
    http.get(apiUrl('/statements/:id'), () =>
      HttpResponse.json(problem(404, 'not_found', 'Gone.'), { status: 404 }),
    ),
  )
})

const openAudit = (search = '') => renderApp(`/audit${search}`, { roles: ['auditor'] })
const feed = () => screen.findByRole('list', { name: 'Records' })
const last = (asked: URLSearchParams[]) => Object.fromEntries(asked.at(-1) ?? [])

test('says in words what happened, where, and by whom', async () => {
  answerSearch([failed, edited])
  await openAudit()

  const [first, second] = within(await feed()).getAllByRole('listitem')
  expect(first).toHaveTextContent('Push of AC-2 failed: The account may not write it.')
  expect(first).toHaveTextContent('ana@example.test')
  await waitFor(() => expect(first).toHaveTextContent('Harbour'))
  expect(within(first ?? document.body).getByRole('link', { name: 'AC-2' })).toHaveAttribute(
    'href',
    '/statements/statement-1',
  )
  expect(within(first ?? document.body).getByRole('link', { name: 'Push job-1234' })).toHaveAttribute(
    'href',
    '/push/job-12345678',
  )
  expect(second).toHaveTextContent('Edited AC-2')
})

test('asks for all that the address says, and shows which filters are on', async () => {
  const asked = answerSearch([edited])
  await openAudit(
    '?action=edited&actor=ana@example.test&statement=statement-1&job=job-12345678&from=2026-11-01T00:00:00Z&to=2026-11-30T00:00:00%2B02:00',
  )

  await feed()
  expect(last(asked)).toEqual({
    action: 'edited',
    actor: 'ana@example.test',
    statement_id: 'statement-1',
    job_id: 'job-12345678',
    from: '2026-11-01T00:00:00.000Z',
    to: '2026-11-29T22:00:00.000Z',
    limit: '100',
  })
  const on = screen.getByRole('group', { name: 'Filters that are on' })
  expect(within(on).getAllByRole('button', { name: /Take off the filter/ })).toHaveLength(6)
  expect(on).toHaveTextContent('By ana@example.test')
})

test('a filter that is chosen goes into the address and the question; reset takes all off', async () => {
  const asked = answerSearch([edited])
  const { user, router } = await openAudit('?job=job-12345678')
  await user.selectOptions(
    await screen.findByRole('combobox', { name: 'What happened' }),
    screen.getByRole('option', { name: 'Conflict found' }),
  )
  await waitFor(() =>
    expect(last(asked)).toEqual({ action: 'conflict_detected', job_id: 'job-12345678', limit: '100' }),
  )
  await user.type(screen.getByRole('combobox', { name: 'User' }), 'bo@example.test{Enter}')
  await waitFor(() => expect(last(asked)).toHaveProperty('actor', 'bo@example.test'))
  expect(router.state.location.search).toEqual({
    action: 'conflict_detected',
    actor: 'bo@example.test',
    job: 'job-12345678',
  })

  await user.click(screen.getByRole('button', { name: 'Reset filters' }))
  await waitFor(() => expect(router.state.location.search).toEqual({}))
  expect(screen.getByRole('combobox', { name: 'User' })).toHaveValue('')
})

test('a statement is found by searching for it', async () => {
  const asked = answerSearch([edited])
  const searched: (string | null)[] = []
  server.use(
    http.get(apiUrl('/statements'), ({ request }) => {
      const query = new URL(request.url).searchParams
      searched.push(query.get('q'))
      // One answer searches a bounded number of statements: this one lies further on.
      if (!query.has('cursor')) {
        return HttpResponse.json({ statements: [], next_cursor: 'further', unreadable: [] })
      }
      const statement = {
        id: 'statement-7',
        control_id: 'SC-7',
        control_name: 'Boundary',
        system_name: 'Harbour',
      }
      return HttpResponse.json({ statements: [statement], next_cursor: null, unreadable: [] })
    }),
  )
  const { user } = await openAudit('?action=edited')
  // The field is exchanged for one with a list when the pointer comes to it.
  const statement = () => screen.findByRole('combobox', { name: 'Statement' })
  await user.hover(await statement())
  await waitFor(async () => expect(await statement()).toHaveAttribute('aria-haspopup', 'listbox'))
  await user.type(await statement(), 'SC-7')
  await waitFor(() => expect(searched).toContain('SC-7'))
  await user.click(await screen.findByRole('option', { name: 'SC-7 · Boundary · Harbour' }))

  await waitFor(() => expect(last(asked)).toMatchObject({ statement_id: 'statement-7', action: 'edited' }))
})

test('times are typed in the reader’s zone and asked for in UTC', async () => {
  const asked = answerSearch([edited])
  const { user } = await openAudit()
  await user.click(await screen.findByRole('button', { name: '7 days' }))
  await waitFor(() => expect(last(asked)).toHaveProperty('from', startOfDays(7)))
  expect(screen.getByRole('button', { name: '7 days', pressed: true })).toBeVisible()

  await user.type(screen.getByLabelText('Until'), '2020-01-15T09:30')
  await waitFor(() => expect(last(asked)).toHaveProperty('to', new Date('2020-01-15T09:30').toISOString()))
  expect(screen.getByLabelText('Until')).toBeInvalid()
  expect(screen.getByText(/Your time zone/)).toBeVisible()
})

test('a record opens once, with its facts in words', async () => {
  answerSearch([failed, edited])
  const asked = answerRecords(detail(failed, null, null))
  const { user } = await openAudit()
  const toggle = await screen.findByRole('button', { name: /Push of AC-2 failed/ })
  await user.click(toggle)

  const code = await screen.findByText('Code')
  expect(code.nextSibling).toHaveTextContent('forbidden')
  expect(screen.getByText('Outcome').nextSibling).toHaveTextContent('Failed')
  expect(screen.getByText('new fact').nextSibling).toHaveTextContent('[1]')
  expect(screen.getByText('Record id').nextSibling).toHaveTextContent('failed')
  await user.click(toggle)
  await user.click(toggle)
  expect(asked).toEqual(['failed'])
})

test('a sum that the text does not have is said so', async () => {
  const sum = '4d7a6e2f'.padEnd(64, '0')
  // printf '<p>Every month.</p>' | sha256sum
  const right = 'c43647352a7bd88fc20b32546c9f27ae56a4270e49f3bcd2082990e3b911569c'
  const tampered = entry({ id: 'tampered', before_sha256: sum, after_sha256: right })
  answerSearch([tampered])
  answerRecords(detail(tampered, '<p>Every year.</p>', '<p>Every month.</p>'))
  const { user } = await openAudit()
  await user.click(await screen.findByRole('button', { name: 'Edited AC-2' }))

  const wrong = await screen.findByText(/Does not match the text shown/)
  expect(wrong.closest('dd')).toHaveTextContent(sum)
  expect((await screen.findByText('Matches the text shown')).closest('dd')).toHaveTextContent(right)
})

test('more records are read on demand; a failure keeps what is there and can be tried again', async () => {
  answerSearch([edited], [failed])
  const { user } = await openAudit()
  expect(await screen.findByText('The latest 1 record; scroll for more')).toBeVisible()
  const broken = () => HttpResponse.json(problem(500, 'internal_error', 'Try again.'), { status: 500 })
  server.use(http.get(apiUrl('/audit'), broken, { once: true }))
  await user.click(screen.getByRole('button', { name: 'Load more' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('More records could not be loaded')
  expect(screen.getByRole('button', { name: 'Edited AC-2' })).toBeVisible()

  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('button', { name: /Push of AC-2 failed/ })).toBeVisible()
  expect(screen.getByText('2 records')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Load more' })).not.toBeInTheDocument()
})

test('looks on through pages in which nothing matches', async () => {
  const asked = answerSearch([], [], [edited], [failed])
  await openAudit('?actor=rare')

  expect(await screen.findByRole('button', { name: 'Edited AC-2' })).toBeVisible()
  expect(screen.getByText('The latest 1 record; scroll for more')).toBeVisible()
  expect(asked.map((query) => query.get('cursor'))).toEqual([null, '1', '2'])
})

test('names a record that cannot be read', async () => {
  const broken = { id: 'broken', message: 'Audit record broken cannot be read.', reference: 'abc' }
  server.use(
    http.get(apiUrl('/audit'), () =>
      HttpResponse.json({ records: [], next_cursor: null, unreadable: [broken] }),
    ),
  )
  await openAudit()

  expect(await screen.findByText('Audit record broken cannot be read.')).toBeVisible()
  expect(screen.getByText('One row cannot be shown')).toBeVisible()
  expect(screen.queryByText('Nothing is recorded yet')).not.toBeInTheDocument()
})

test('says why there is nothing', async () => {
  answerSearch([])
  await openAudit('?action=pushed')

  expect(await screen.findByText('No record passes these filters')).toBeVisible()
})

test('records that cannot be read say so and are asked for again', async () => {
  answerSearch([edited])
  const broken = () => HttpResponse.json(problem(500, 'internal_error', 'Try again.'), { status: 500 })
  server.use(http.get(apiUrl('/audit'), broken, { once: true }))
  const { user } = await openAudit()
  expect(await screen.findByRole('alert')).toHaveTextContent('The records could not be loaded')

  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('button', { name: 'Edited AC-2' })).toBeVisible()
})

test('a statement’s whole history can be compared here too', async () => {
  answerSearch([edited, entry({ id: 'pulled', action: 'pulled', before_sha256: null })])
  await openAudit('?statement=statement-1')

  expect(await screen.findByRole('list', { name: /History of the statement/ })).toBeVisible()
  expect(screen.getByRole('button', { name: 'Compare versions' })).toBeVisible()
})
