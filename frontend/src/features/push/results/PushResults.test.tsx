import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import * as downloads from '@/lib/download'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { failure, giveJobs, giveModified, giveResults, job, modified, result } from '../testing'
import type { Job, PushResult } from '../types'
import { EMPTY_WIZARD } from '../wizard/wizard'
import { saveWizard } from '../wizard/wizardStorage'

async function renderResults(
  ended: Job,
  results: PushResult[],
  role: 'author' | 'admin' | 'auditor' = 'author',
) {
  giveJobs(ended)
  giveResults(results)
  const app = await renderApp('/push/job-1', { roles: [role] })
  // Every page of the results has come.
  await waitFor(() => expect(screen.getByRole('button', { name: 'Download CSV' })).toBeEnabled())
  return app
}

const MIXED = [
  result('AC-2'),
  result('AC-10', { outcome: 'altered', note: 'ServiceNow stored an equivalent that it rewrote.' }),
  failure('AU-2', 'rejected_by_rule'),
  failure('AU-10', 'rejected_by_rule'),
  failure('CM-6', 'servicenow_unavailable', true),
  { ...failure('CM-8', 'conflict'), outcome: 'conflict' as const },
]
const mixedJob = job({
  total: 6,
  completed: 6,
  succeeded: 2,
  failed: 4,
  outcomes: { succeeded: 1, altered: 1, failed: 3, conflict: 1 },
})

test('sums up, and does not call a push with failures a success', async () => {
  await renderResults(mixedJob, MIXED)

  expect(screen.getByText('Completed, 4 failed')).toBeInTheDocument()
  expect(
    screen.getByText('succeeded', { exact: false, selector: '[role=status] > span' }),
  ).toBeInTheDocument()
  expect(screen.getByText('2').closest('[role=status]')).toHaveTextContent('2 succeeded,4 failed,0 skipped')
})

test('groups the failures by cause, each with what to do', async () => {
  await renderResults(mixedJob, MIXED)
  const causes = within(screen.getByRole('region', { name: 'Failures by cause' })).getAllByRole('listitem')

  expect(causes).toHaveLength(3)
  expect(causes[0]).toHaveTextContent('A business rule or data policy in ServiceNow refused the change')
  expect(causes[0]).toHaveTextContent('2 statements: AU-2, AU-10')
  expect(causes[1]).toHaveTextContent('Can be retried')
  expect(screen.getByRole('link', { name: 'Open it in conflicts' })).toHaveAttribute(
    'href',
    '/push?step=conflicts&resolve=id-CM-8',
  )
})

test('the statements of one cause are selected for a new push', async () => {
  giveModified(['AU-2', 'AU-10', 'CM-6'].map((control) => modified(control, { id: `id-${control}` })))
  const { user, router } = await renderResults(mixedJob, MIXED)
  await user.click(screen.getByRole('button', { name: 'Select these 2 statements for a new push' }))

  await waitFor(() => expect(router.state.location.pathname).toBe('/push'))
  expect(await screen.findByRole('checkbox', { name: /^AU-2 / })).toBeChecked()
  expect(screen.getByRole('checkbox', { name: /^AU-10 / })).toBeChecked()
  expect(screen.getByRole('checkbox', { name: /^CM-6 / })).not.toBeChecked()
})

test('a selection that was begun before is put aside, not forgotten', async () => {
  giveModified(['AU-2', 'AU-10', 'CM-6'].map((control) => modified(control, { id: `id-${control}` })))
  saveWizard('ana', { ...EMPTY_WIZARD, selection: new Set(['id-CM-6']) })
  const { user } = await renderResults(mixedJob, MIXED)
  await user.click(screen.getByRole('button', { name: 'Select these 2 statements for a new push' }))

  expect(await screen.findByText('Your earlier selection of 1 statement is put aside')).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Select it as well' }))
  expect(await screen.findByText('3 selected')).toBeInTheDocument()
  expect(screen.queryByText(/put aside/)).not.toBeInTheDocument()
})

test('an auditor is not offered to push what failed', async () => {
  await renderResults(mixedJob, MIXED, 'auditor')
  expect(screen.queryByRole('button', { name: /for a new push/ })).not.toBeInTheDocument()
})

test('lists each statement in order, with its outcome and message', async () => {
  const { user } = await renderResults(mixedJob, MIXED)
  const rows = () => within(screen.getByRole('list', { name: 'Results' })).getAllByRole('listitem')
  expect(rows().map((row) => within(row).getAllByRole('link')[0]?.textContent)).toEqual([
    'AC-2',
    'AC-10',
    'AU-2',
    'AU-10',
    'CM-6',
    'CM-8',
  ])
  expect(rows()[2]).toHaveTextContent('FailedAU-2 Control AU-2Message for AU-2')

  await user.click(screen.getByRole('radio', { name: 'Pushed, altered (1)' }))

  expect(rows()).toHaveLength(1)
  expect(rows()[0]).toHaveTextContent('ServiceNow stored an equivalent that it rewrote.')
})

test('a push over two systems says of each statement whose it is, and groups by system or cause', async () => {
  const { user, router } = await renderResults(job({ total: 3, completed: 3, succeeded: 2, failed: 1 }), [
    result('AC-2', { system_id: 'pay', system_name: 'Payroll' }),
    result('AU-2', { system_id: 'pay', system_name: 'Payroll' }),
    { ...failure('AC-2', 'forbidden'), statement_id: 'id-2', system_id: 'hr', system_name: 'HR Portal' },
  ])
  const rows = () => within(screen.getByRole('list', { name: 'Results' })).getAllByRole('listitem')
  expect(rows().map((row) => row.textContent)).toEqual([
    expect.stringMatching(/HR Portal1 statement: 1 failed/),
    expect.stringMatching(/^FailedAC-2 Control AC-2/),
    expect.stringMatching(/Payroll2 statements: 2 pushed/),
    expect.stringMatching(/^PushedAC-2 Control AC-2/),
    expect.stringMatching(/^PushedAU-2 Control AU-2/),
  ])
  expect(screen.getByText('1 statement: AC-2 (HR Portal)')).toBeInTheDocument()

  await user.click(screen.getByRole('button', { name: /^Payroll/ }))
  expect(rows()).toHaveLength(3)

  await user.selectOptions(screen.getByRole('combobox', { name: 'Groups' }), 'By outcome and cause')
  await waitFor(() => expect(router.state.location.search).toMatchObject({ group: 'cause' }))
  expect(rows()[0]).toHaveTextContent('Pushed2 statements: 2 pushed')
  expect(rows()[1]).toHaveTextContent('Payroll')
})

test('leads to the record in ServiceNow, and searches system and control name', async () => {
  const { user } = await renderResults(mixedJob, MIXED)
  const record = screen.getByRole('link', { name: 'AC-2 in ServiceNow (new tab)' })
  expect(record).toHaveAttribute('href', 'https://example.service-now.com/t.do?sys_id=sys-AC-2')

  await user.type(screen.getByRole('searchbox', { name: 'Search the results' }), 'control au-10')
  await waitFor(() => expect(screen.getByText('1 statement shown')).toBeInTheDocument())
})

test('an altered text is shown as it was before, as it was sent and as it was stored', async () => {
  server.use(
    http.get(apiUrl('/audit/audit-AC-10'), () =>
      HttpResponse.json({
        before_content: '<p>Older text</p>',
        sent_content: '<p>Sent text</p>',
        after_content: '<p>Stored text</p>',
      }),
    ),
  )
  const { user } = await renderResults(mixedJob, MIXED)
  await user.click(screen.getByRole('button', { name: 'Before and after of AC-10' }))

  expect(await screen.findByText('Before the push')).toBeInTheDocument()
  expect(screen.getByText('Older', { selector: 'del' })).toBeInTheDocument()
  expect(screen.getAllByText('Stored', { selector: 'ins' })).toHaveLength(2)
  expect(screen.getByText('Sent', { selector: 'del' })).toBeInTheDocument()
})

test('a retry starts one new push with an address of its own', async () => {
  const keys: (string | null)[] = []
  server.use(
    http.post(apiUrl('/push/job-1/retry'), ({ request }) => {
      keys.push(request.headers.get('idempotency-key'))
      giveJobs(job({ job_id: 'job-2', status: 'pending', total: 1, completed: 0, retry_of: 'job-1' }))
      return HttpResponse.json({ job_id: 'job-2' }, { status: 202 })
    }),
  )
  const { user, router } = await renderResults(mixedJob, MIXED)
  await user.click(screen.getByRole('button', { name: 'Retry these 1' }))

  await waitFor(() => expect(router.state.location.pathname).toBe('/push/job-2'))
  expect(await screen.findByRole('link', { name: /this one retries/ })).toHaveAttribute('href', '/push/job-1')
  expect(keys).toHaveLength(1)
})

test('a push that was retried leads on, and offers no second retry', async () => {
  const retry = job({ job_id: 'job-2', total: 1, completed: 1, succeeded: 1, retry_of: 'job-1' })
  server.use(
    http.get(apiUrl('/push'), () => HttpResponse.json({ jobs: [retry], next_cursor: null, unreadable: [] })),
  )
  await renderResults(mixedJob, MIXED)

  expect(await screen.findByText('This push was retried')).toBeInTheDocument()
  expect(screen.getByRole('link', { name: '1 statement' })).toHaveAttribute('href', '/push/job-2')
  expect(screen.queryByRole('button', { name: /^Retry/ })).not.toBeInTheDocument()
})

test('a retry that is refused says why', async () => {
  const refusal = problem(409, 'nothing_to_retry', 'No item of this job can be retried.')
  server.use(http.post(apiUrl('/push/job-1/retry'), () => HttpResponse.json(refusal, { status: 409 })))
  const { user } = await renderResults(mixedJob, MIXED)

  await user.click(screen.getByRole('button', { name: 'Retry these 1' }))

  expect(await screen.findByRole('alert')).toHaveTextContent('No item of this job can be retried.')
})

const HALT = {
  code: 'auth_expired' as const,
  message: 'ServiceNow refused the sign-in.',
  hint: 'Correct it.',
  retryable: true,
}
const halted = job({
  status: 'failed',
  total: 3,
  completed: 3,
  succeeded: 0,
  skipped: 3,
  outcomes: { skipped: 3 },
  error: HALT,
})
const NOT_TRIED = ['AC-1', 'AC-2', 'AC-3'].map((id) => ({
  ...failure(id, 'auth_expired', true),
  outcome: 'skipped' as const,
}))

test.each([
  ['author', /Ask an administrator to correct the credentials/],
  ['admin', /Correct the credentials under Connection/],
] as const)('a refused sign-in is said once; what an %s is told to do', async (role, advice) => {
  await renderResults(halted, NOT_TRIED, role)

  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('ServiceNow refused the sign-in, so the push stopped')
  expect(alert).toHaveTextContent('3 statements were not tried')
  expect(alert).toHaveTextContent(advice)
  expect(screen.queryByText('Message for AC-1')).not.toBeInTheDocument()
  expect(await within(alert).findByRole('button', { name: 'Retry these 3' })).toBeEnabled()
})

test('an auditor is offered no retry', async () => {
  await renderResults(mixedJob, MIXED, 'auditor')

  expect(await screen.findByRole('button', { name: 'Retry these 1' })).toBeDisabled()
})

test('both files hold every result, also those not shown', async () => {
  const download = vi.spyOn(downloads, 'download').mockImplementation(() => undefined)
  giveJobs(mixedJob)
  giveResults(MIXED)
  const { user } = await renderApp('/push/job-1?outcome=failed')
  await waitFor(() => expect(screen.getByRole('button', { name: 'Download CSV' })).toBeEnabled())

  await user.click(screen.getByRole('button', { name: 'Download CSV' }))
  await user.click(screen.getByRole('button', { name: 'Download JSON' }))

  const [csv, json] = download.mock.calls
  expect(csv?.[0]).toBe('push-2026-01-15-job-1.csv')
  expect(csv?.[2].trimEnd().split('\r\n')).toHaveLength(MIXED.length + 1)
  expect(JSON.parse(json?.[2] ?? '')).toMatchObject({ job: { job_id: 'job-1' }, results: { length: 6 } })
})

test('Done leads to an empty selection', async () => {
  const { user, router } = await renderResults(mixedJob, MIXED)

  await user.click(screen.getByRole('button', { name: 'Done' }))

  await waitFor(() => expect(router.state.location.pathname).toBe('/push'))
  expect(await screen.findByText('Nothing is modified')).toBeInTheDocument()
})
