import { expect, test } from '@playwright/test'
import type { Schemas } from '../src/lib/api'
import { openApp, type Answers } from './app'
import { expectFits } from './fits'

type Result = Schemas['ResultView']

function result(control: string, system: string, changes: Partial<Result> = {}): Result {
  return {
    statement_id: `${system}-${control}`,
    servicenow_sys_id: `5f3e9c${control.replace('-', '')}`,
    servicenow_url: `https://example.service-now.com/sn_compliance_statement.do?sys_id=5f3e${control}`,
    control_id: control,
    control_name: 'Account Management of privileged and shared accounts',
    system_id: system,
    system_name: system,
    success: true,
    outcome: 'succeeded',
    error: null,
    note: null,
    pushed_at: '2026-01-15T09:30:30Z',
    servicenow_version: { updated_on: '2026-01-15T09:30:30Z', mod_count: 7, updated_by: 'svc.grc' },
    audit_id: `audit-${system}-${control}`,
    execution: null,
    ...changes,
  }
}

function failed(control: string, system: string, code: Schemas['ErrorCode'], retryable = false): Result {
  const error = {
    code,
    message: 'The record is locked by a business rule.',
    hint: 'Ask its owner.',
    retryable,
  }
  const outcome = code === 'conflict' ? 'conflict' : 'failed'
  return result(control, system, { success: false, outcome, error, pushed_at: null })
}

const RESULTS = [
  result('AC-2', 'Harbor Permits'),
  result('AC-3', 'Harbor Permits', { outcome: 'altered', note: 'ServiceNow rewrote the markup.' }),
  failed('AU-2', 'Harbor Permits', 'rejected_by_rule'),
  failed('AC-2', 'Tide Gauge Network', 'conflict'),
  failed('AU-6', 'Tide Gauge Network', 'servicenow_unavailable', true),
  result('AU-9', 'Tide Gauge Network'),
]

const JOB: Schemas['JobView'] = {
  job_id: 'job-1',
  status: 'completed',
  total: 6,
  completed: 6,
  succeeded: 3,
  failed: 3,
  skipped: 0,
  outcomes: { succeeded: 2, altered: 1, failed: 2, conflict: 1 },
  created_by: 'ana',
  created_at: '2026-01-15T09:30:00Z',
  started_at: '2026-01-15T09:30:01Z',
  completed_at: '2026-01-15T09:31:00Z',
  retry_of: null,
  note: 'Yearly review of access control',
  schedule_id: null,
  schedule_name: null,
  scope: null,
  preparing: false,
  execution: null,
  trigger: 'user',
  error: null,
  waiting_until: null,
  waiting_reason: null,
  cancel_requested: false,
}

const ENDED: Answers = {
  'GET /push/job-1': JOB,
  'GET /push/job-1/results': { results: RESULTS, open: [], next_cursor: null },
  'GET /audit/audit-Harbor%20Permits-AC-2': texts(),
}

function texts() {
  return {
    before_content: '<p>Accounts are reviewed each year.</p>',
    sent_content: null,
    after_content: '<p>Accounts are reviewed each month.</p>',
  }
}

const OPEN = (control: string, state: Schemas['ItemState']): Schemas['OpenItemView'] => {
  const { statement_id, servicenow_sys_id, control_id, control_name, system_id, system_name } = result(
    control,
    'Harbor Permits',
  )
  const names = { statement_id, servicenow_sys_id, control_id, control_name, system_id, system_name }
  const claimed = state === 'in_work' ? { claimed_at: '2026-01-15T09:30:40Z', attempts: 2 } : {}
  return { ...names, state, claimed_at: null, attempts: 0, ...claimed }
}

const RUNNING: Answers = {
  'GET /push/job-1': () => ({
    ...JOB,
    status: 'running',
    total: 9,
    waiting_until: new Date(Date.now() + 90_000).toISOString(),
    completed_at: null,
  }),
  'GET /push/job-1/results': {
    results: RESULTS,
    open: [OPEN('SC-7', 'in_work'), OPEN('SC-8', 'waiting'), OPEN('SC-12', 'waiting')],
    next_cursor: null,
  },
}

const SCREENS: [name: string, path: string, answers: Answers, seen: string][] = [
  ['results', '/push/job-1', ENDED, 'What failed, and what to do'],
  ['results by cause', '/push/job-1?group=cause', ENDED, 'What failed, and what to do'],
  ['a running push', '/push/job-1', RUNNING, 'Not done at the first try; this is try 2.'],
  ['the print view', '/push/job-1/print', ENDED, 'Yearly review of access control'],
]

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    for (const [name, path, answers, seen] of SCREENS) {
      test(`${name}: accessible and without sideways scrolling, wide and narrow`, async ({ page }) => {
        await openApp(page, path, answers)
        await expect(page.getByText(seen).first()).toBeVisible()
        await expectFits(page)
      })
    }
  })
}

test('a result says whose it is, leads to its record, and shows both texts', async ({ page }) => {
  await openApp(page, '/push/job-1', ENDED)
  const rows = page.getByRole('list', { name: 'Results' }).getByRole('listitem')

  await expect(rows.first()).toContainText('Harbor Permits')
  await expect(rows.first()).toContainText('3 statements: 1 pushed, 1 pushed, altered, 1 failed')
  await expect(page.getByRole('link', { name: 'Open in conflicts' })).toHaveCount(1)
  await expect(page.getByRole('link', { name: 'AC-2 in ServiceNow (new tab)' }).first()).toHaveAttribute(
    'href',
    /^https:\/\/example\.service-now\.com\//,
  )
  await page.getByRole('button', { name: 'Before and after of AC-2' }).click()
  await expect(page.locator('del', { hasText: 'year' })).toBeVisible()
  await expect(page.locator('ins', { hasText: 'month' })).toBeVisible()
})

test('the arrow keys go over the heads of the groups, and Enter closes one', async ({ page }) => {
  await openApp(page, '/push/job-1', ENDED)
  const list = page.getByRole('list', { name: 'Results' })
  await list.getByRole('button', { name: /^Harbor Permits/ }).focus()

  await page.keyboard.press('Enter')
  await expect(list.getByRole('listitem')).toHaveCount(5)
  await page.keyboard.press('ArrowDown')
  await expect(list.getByRole('button', { name: /^Tide Gauge Network/ })).toBeFocused()
})

test('what is printed has the whole list, and nothing of the app around it', async ({ page }) => {
  await openApp(page, '/push/job-1/print', ENDED)
  await expect(page.getByRole('table', { name: 'Results of Tide Gauge Network' })).toBeVisible()

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })

  await expect(page.getByRole('banner')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden()
  await expect(page.getByRole('row')).toHaveCount(7 + 4 + 4)
  const colours = await page
    .getByRole('table', { name: 'Results of Tide Gauge Network' })
    .evaluate((table) => getComputedStyle(table).color)
  expect(colours).toBe('rgb(0, 0, 0)')
})
