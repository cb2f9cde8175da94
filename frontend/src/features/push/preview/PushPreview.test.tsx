import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import type { Schemas } from '@/lib/api'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { checked, giveJobs, giveModified, job, modified } from '../testing'
import { EMPTY_WIZARD, type Preview } from '../wizard/wizard'
import { loadWizard, saveWizard } from '../wizard/wizardStorage'

const TWO_SYSTEMS = [
  modified('AC-2'),
  modified('AC-10'),
  modified('AU-2', { system_id: 'tide', system_name: 'Tide Gauges' }),
]

interface Start {
  key: string | null
  ids: string[]
  revisions: Record<string, number> | undefined
  note: string | null | undefined
}

/** What was asked of POST /push, each answered by `answer`. */
function receiveStarts(answer: () => Response | Promise<Response>): Start[] {
  const starts: Start[] = []
  server.use(
    http.post(apiUrl('/push'), async ({ request }) => {
      const { statement_ids, revisions, note } = (await request.json()) as Schemas['StartRequest']
      const key = request.headers.get('idempotency-key')
      starts.push({ key, ids: statement_ids ?? [], revisions: revisions ?? undefined, note })
      return answer()
    }),
  )
  return starts
}

const accepted = () => HttpResponse.json({ job_id: 'job-1' }, { status: 202 })

async function renderPreview(statements = TWO_SYSTEMS, found: Preview['checked'] = {}) {
  giveModified(statements)
  const ids = TWO_SYSTEMS.map(({ id }) => id)
  const all = { ...Object.fromEntries(ids.map((id) => [id, checked()])), ...found }
  const preview = {
    readyIds: ids,
    excluded: new Set<string>(),
    checked: all,
    idempotencyKey: 'key-1',
  }
  saveWizard('ana', { ...EMPTY_WIZARD, selection: new Set(ids), preview })
  return renderApp('/push?step=preview')
}

const confirm = () => screen.findByRole('button', { name: 'Confirm Push' })

test('says how much will be written where, by system', async () => {
  await renderPreview()

  expect(
    await screen.findByText('3 statements in 2 systems will be written to example.service-now.com'),
  ).toBeInTheDocument()
  const list = within(screen.getByRole('list', { name: 'What will be pushed' }))
  expect(list.getAllByRole('heading').map((heading) => heading.textContent)).toEqual([
    'Harbor Permits (2)',
    'Tide Gauges (1)',
  ])
})

test('what ServiceNow has already is not counted as written', async () => {
  await renderPreview(TWO_SYSTEMS, {
    'id-AC-10': checked({ verdict: 'already_stored' }),
    'id-AU-2': checked({ verdict: 'already_stored' }),
  })

  expect(await screen.findByText(/^1 statement in 1 system will be written/)).toBeInTheDocument()
  expect(screen.getByText(/^ServiceNow has the text of 2 statements already/)).toBeInTheDocument()
})

test('one left out is not pushed, and its push is another one', async () => {
  const starts = receiveStarts(accepted)
  giveJobs(job({ status: 'pending' }))
  const { user } = await renderPreview()

  await user.click(await screen.findByRole('button', { name: 'Leave out AC-10' }))
  expect(screen.getByText(/^2 statements in 2 systems/)).toBeInTheDocument()
  await user.click(await confirm())

  await waitFor(() => expect(starts).toHaveLength(1))
  expect(starts[0]?.ids).toEqual(['id-AC-2', 'id-AU-2'])
  expect(starts[0]?.key).not.toBe('key-1')
})

test('confirming again after a lost answer asks for the same push', async () => {
  let answers = 0
  const starts = receiveStarts(() => (++answers === 1 ? HttpResponse.error() : accepted()))
  giveJobs(job({ status: 'pending' }))
  const { user, router } = await renderPreview()

  await user.click(await confirm())
  expect(await screen.findByText('It is not known yet whether the push was started')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Try again' }))

  await waitFor(() => expect(router.state.location.pathname).toBe('/push/job-1'))
  expect(starts).toHaveLength(2)
  expect(starts[0]).toMatchObject({ key: 'key-1', ids: ['id-AC-2', 'id-AC-10', 'id-AU-2'] })
  expect(starts[1]).toEqual(starts[0])
})

test('a double click asks for one push only', async () => {
  const starts = receiveStarts(accepted)
  giveJobs(job({ status: 'pending' }))
  const { user, router } = await renderPreview()

  await user.dblClick(await confirm())

  await waitFor(() => expect(router.state.location.pathname).toBe('/push/job-1'))
  expect(new Set(starts.map(({ key }) => key))).toEqual(new Set(['key-1']))
})

test('a reload of the preview keeps what was left out, and the key', async () => {
  const starts = receiveStarts(accepted)
  giveJobs(job({ status: 'pending' }))
  const { user, unmount } = await renderPreview()
  await user.click(await screen.findByRole('button', { name: 'Leave out AC-10' }))
  const stored = sessionStorage.getItem('push.wizard.ana') ?? ''
  unmount()

  const again = await renderApp('/push?step=preview')
  expect(await screen.findByText('Left out')).toBeInTheDocument()
  await again.user.click(await confirm())

  await waitFor(() => expect(starts).toHaveLength(1))
  expect(stored).toContain(starts[0]?.key)
})

test('a started push leaves the wizard empty', async () => {
  receiveStarts(accepted)
  giveJobs(job({ status: 'pending' }))
  const { user, router } = await renderPreview()

  await user.click(await confirm())
  await waitFor(() => expect(router.state.location.pathname).toBe('/push/job-1'))

  await waitFor(() => expect(loadWizard('ana')).toEqual(EMPTY_WIZARD))
})

test('a refusal names each statement and offers to go on without it', async () => {
  const refusal = problem(409, 'not_pushable', 'Nothing was pushed.', {
    errors: [{ field: 'statement_ids.1', message: 'id-AC-10: AC-10 is in conflict; resolve it first' }],
  })
  const starts = receiveStarts(() => HttpResponse.json(refusal, { status: 409 }))
  const { user } = await renderPreview()
  await user.click(await confirm())

  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('Nothing was pushed: 1 statement cannot be pushed now')
  expect(alert).toHaveTextContent('AC-10 is in conflict; resolve it first')
  expect(alert).not.toHaveTextContent('id-AC-10')
  await user.click(within(alert).getByRole('button', { name: 'Leave it out' }))

  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
  await user.click(await confirm())
  await waitFor(() => expect(starts).toHaveLength(2))
  expect(starts[1]?.ids).toEqual(['id-AC-2', 'id-AU-2'])
})

test('what is no longer modified is said before anything is asked', async () => {
  await renderPreview(TWO_SYSTEMS.slice(1))

  expect(await screen.findByRole('alert')).toHaveTextContent('1 statement cannot be pushed now')
  expect(await confirm()).toBeDisabled()
})

test('shows the difference with ServiceNow as it is now, and a change since the check', async () => {
  const check: Schemas['CheckView'] = {
    statement_id: 'id-AC-2',
    control_id: 'AC-2',
    revision: 2,
    has_conflict: true,
    verdict: 'conflict',
    base_content: '<p>Old</p>',
    local_content: '<p>Accounts are reviewed monthly.</p>',
    remote_content: '<p>Accounts are reviewed weekly.</p>',
    local_updated_at: '2026-01-15T09:30:00Z',
    remote_updated_at: '2026-01-15T09:40:00Z',
    remote_updated_by: 'nadia.fournier',
    remote_version: null,
    error: null,
  }
  server.use(http.post(apiUrl('/push/check-conflicts'), () => HttpResponse.json({ conflicts: [check] })))
  const { user } = await renderPreview()
  await user.click(await screen.findByRole('button', { name: 'Difference of AC-2' }))

  expect(await screen.findByText('ServiceNow now')).toBeInTheDocument()
  expect(await screen.findByText('weekly')).toBeInTheDocument()
  expect(screen.getByRole('alert')).toHaveTextContent('By nadia.fournier')
  expect(screen.getByRole('button', { name: 'Resolve' })).toBeInTheDocument()
})

test('the steps that are done lead back', async () => {
  const { user } = await renderPreview()
  const steps = within(await screen.findByRole('navigation', { name: 'Steps of the push' }))
  expect(steps.getByText('Preview').closest('li')).toHaveAttribute('aria-current', 'step')
  expect(steps.queryByRole('button', { name: 'Results' })).not.toBeInTheDocument()

  await user.click(steps.getByRole('button', { name: 'Select' }))

  expect(await screen.findByText('3 selected')).toBeInTheDocument()
})

test('each row shows what it changes, and what to look at; the rows with warnings can be shown alone', async () => {
  const passage = [
    { text: 'Reviewed ', change: 'same' as const },
    { text: 'monthly', change: 'removed' as const },
    { text: 'weekly', change: 'added' as const },
  ]
  const { user } = await renderPreview(TWO_SYSTEMS, {
    'id-AC-2': checked({ change: { passage, added: 1, removed: 1, morePlaces: 2 } }),
    'id-AC-10': checked({ change: { warnings: ['To be filled in: TBD'] } }),
  })

  expect(await screen.findByText('weekly')).toBeInTheDocument()
  expect(screen.getByText('monthly').tagName).toBe('DEL')
  expect(screen.getByText('1 words added, 1 removed')).toBeInTheDocument()
  expect(screen.getByText('and 2 more places')).toBeInTheDocument()
  await user.click(screen.getByRole('radio', { name: 'Warnings 1' }))

  expect(screen.getByText('To be filled in: TBD')).toBeInTheDocument()
  expect(screen.queryByText('weekly')).not.toBeInTheDocument()
})

test('the push carries the revisions that were checked, and why', async () => {
  const starts = receiveStarts(accepted)
  giveJobs(job({ status: 'pending' }))
  const { user } = await renderPreview(TWO_SYSTEMS, { 'id-AC-10': checked({ revision: 7 }) })

  await user.click(await screen.findByRole('button', { name: 'Leave out AU-2' }))
  await user.type(screen.getByRole('textbox', { name: /^Why/ }), ' Ticket GRC-142 ')
  await user.click(await confirm())

  await waitFor(() => expect(starts).toHaveLength(1))
  expect(starts[0]).toMatchObject({ revisions: { 'id-AC-2': 2, 'id-AC-10': 7 }, note: 'Ticket GRC-142' })
  expect(starts[0]?.key).not.toBe('key-1')
})
