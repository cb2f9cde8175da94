import { expect, test, type Page } from '@playwright/test'
import { subDays } from 'date-fns'
import type { Schemas } from '../src/lib/api'
import type { Role } from '../src/lib/roles'
import { connection, problem } from '../src/testing/fixtures'
import { modified, modifiedList, openApp, type Answers } from './app'
import { expectFits } from './fits'

const daysAgo = (days: number) => subDays(new Date(), days).toISOString()

function system(name: string, changes: Partial<Schemas['System']> = {}): Schemas['System'] {
  const counts = { statement_count: 66, modified_count: 3, missing_count: 0 }
  return { system_id: name, name, ...counts, last_pulled_at: daysAgo(3), ...changes }
}

const AWAY: Schemas['ServiceNowProblem'] = {
  type: 'about:blank',
  title: 'ServiceNow does not answer',
  status: 503,
  code: 'servicenow_unavailable',
  detail: 'The instance hibernates.',
  hint: 'Wake it by signing in at its address; then try again.',
}

const SYSTEMS = [system('Harbor Permit Tracker', { missing_count: 2 }), system('Tide')]
const away = { 'GET /systems': { systems: SYSTEMS, servicenow: AWAY, next_cursor: null } }

const running = {
  job_id: 'job-1',
  status: 'running',
  total: 60,
  completed: 12,
  outcomes: {},
  created_by: 'ben',
  created_at: daysAgo(0),
}
const left = {
  ...running,
  job_id: 'job-2',
  status: 'completed',
  completed: 60,
  outcomes: { failed: 1 },
  created_at: daysAgo(1),
  retry_of: null,
}

const HOME: Answers = {
  'GET /systems': { systems: SYSTEMS, servicenow: 'reachable', next_cursor: null },
  'GET /push/modified': modifiedList([
    modified('AC-2', { sync_status: 'conflict', modified_at: daysAgo(1) }),
    modified('AC-3', { sync_status: 'conflict', modified_at: daysAgo(2), modified_by: 'ben' }),
    modified('AU-2', { modified_at: daysAgo(9) }),
    modified('AU-6', { modified_at: daysAgo(1) }),
  ]),
  'GET /push': ({ query }: { query: URLSearchParams }) => {
    const jobs = [running, left].filter(({ status }) => [null, status].includes(query.get('status')))
    return { jobs, next_cursor: null, unreadable: [] }
  },
  'GET /push/job-2/results': { results: [{ statement_id: 'id-AU-6' }], open: [], next_cursor: null },
}

const PULLED: Schemas['PullView'] = {
  pull_id: 'pull-1',
  system_id: 'Tide',
  status: 'completed',
  error: null,
  total: 7,
  pulled: 7,
  created: 5,
  unchanged: 0,
  updated: 0,
  conflicts: 1,
  failed: 1,
  missing: 1,
  moved: 1,
  problems: [
    pullProblem('AC-2', 'The record was deleted in ServiceNow, or is hidden from the service account.'),
    pullProblem('AC-3', 'The record was moved in ServiceNow from Tide to Harbor Permit Tracker.'),
    { ...pullProblem('', 'ServiceNow hides the text of this record.'), control_id: null },
  ],
}

function pullProblem(control_id: string, message: string): Schemas['PullProblem'] {
  return { control_id, servicenow_sys_id: `22f4d8bda83f58979086ffe75f7d${control_id}`, code: 'gone', message }
}

const MISSING = {
  id: 'st-1',
  servicenow_sys_id: '22f4',
  system_id: 'Tide',
  system_name: 'Tide Gauge Network',
  control_id: 'AC-2',
  control_name: 'Account Management',
  content: 'Reviewed each year.',
  local_content: 'Reviewed each month.',
  is_modified: true,
  sync_status: 'modified',
  revision: 2,
  servicenow_version: { updated_on: daysAgo(20), mod_count: 4, updated_by: 'ines' },
  modified_at: daysAgo(2),
  modified_by: 'ana',
  conflict: null,
  presence: 'missing',
  sanitized: [],
}

const TEST: Schemas['ConnectionTest'] = {
  status: 'connected',
  last_test_at: daysAgo(0),
  text_format_found: { format: 'html', reason: 'The dictionary calls the field html.' },
  steps: ['reachable', 'signed_in', 'table_readable', 'text_field_present'].map((name) => ({
    name,
    ok: true,
    detail: 'As it should be.',
    fix: null,
  })),
}
const REFUSED: Schemas['ConnectionTest'] = {
  ...TEST,
  status: 'error',
  text_format_found: null,
  steps: [
    { name: 'reachable', ok: true, detail: 'The instance answers.', fix: null },
    { name: 'signed_in', ok: false, detail: 'ServiceNow refused the sign-in.', fix: 'Check the password.' },
    { name: 'table_readable', ok: null, detail: 'Not tried.', fix: null },
    { name: 'text_field_present', ok: null, detail: 'Not tried.', fix: null },
  ],
}

interface State {
  path: string
  answers?: Answers
  role?: Role
  /** What leads to the state, from the page as it opens. */
  act?: (page: Page) => Promise<void>
  seen: string | RegExp
}

const pullTide = (page: Page) => page.getByRole('button', { name: 'Pull Tide' }).click()

async function saveRefused(page: Page) {
  await page.getByLabel(/User name/).fill('svc.wrong')
  await page.getByRole('button', { name: 'Test and save' }).click()
}

const STATES: Record<string, State> = {
  'what needs somebody': { path: '/', answers: HOME, seen: '2 conflicts to resolve' },
  'nothing pulled yet': {
    path: '/',
    answers: {
      'GET /systems': {
        systems: [system('Tide', { last_pulled_at: null })],
        servicenow: 'reachable',
        next_cursor: null,
      },
    },
    seen: 'Nothing was pulled yet',
  },
  'ServiceNow away': { path: '/systems', answers: away, seen: 'The instance hibernates.' },
  'a pull with problems': {
    path: '/systems',
    answers: {
      'GET /systems': HOME['GET /systems'],
      'POST /systems/Tide/pull': { pull_id: 'pull-1' },
      'GET /pulls/pull-1': PULLED,
    },
    act: pullTide,
    seen: /The record was moved in ServiceNow/,
  },
  'a missing record': {
    path: '/statements/st-1',
    answers: { 'GET /statements/st-1': MISSING, 'GET /connection': connection({ text_format: 'plain' }) },
    seen: 'The record of this statement is missing in ServiceNow',
  },
  'a connection that was tested': {
    path: '/connection',
    answers: { 'POST /connection/test': TEST },
    role: 'admin',
    act: (page) => page.getByRole('button', { name: 'Test the connection' }).click(),
    seen: 'HTML. The dictionary calls the field html.',
  },
  'a connection that was refused': {
    path: '/connection',
    answers: {
      'POST /connection/test': REFUSED,
      'GET /push': { jobs: [running], next_cursor: null, unreadable: [] },
    },
    role: 'admin',
    act: saveRefused,
    seen: 'Not saved, since the test failed',
  },
  'a session that ended': {
    path: '/audit',
    answers: { 'GET /audit': problem(401, 'unauthorized', 'The token has expired.') },
    seen: /Your session ended — sign in again/,
  },
  'no role': { path: '/', role: 'nobody' as Role, seen: 'You have no role yet' },
  'a server that does not answer': {
    path: '/history',
    answers: { 'GET /connection': problem(503, 'servicenow_unavailable', 'Away.') },
    seen: 'The server does not answer',
  },
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    for (const [name, { path, answers, role, act, seen }] of Object.entries(STATES)) {
      test(`${name}: a page with its next step that fits`, async ({ page }) => {
        // Nobody's session can be renewed here.
        await page.route('https://identity.example.test/**', (route) =>
          route.fulfill({ status: 400, json: { __type: 'NotAuthorizedException' } }),
        )
        await openApp(page, path, answers, role)
        await act?.(page)
        await expect(page.getByText(seen).first()).toBeVisible()
        await expectFits(page)
      })
    }
  })
}

for (const width of [1000, 1200, 1280, 1440]) {
  test(`at ${width} pixels the header has room for every destination beside a running push`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 800 })
    await openApp(page, '/history', { 'GET /push': HOME['GET /push'] }, 'admin')
    const mark = page.getByRole('link', { name: 'Push running, 12 of 60' })
    await expect(mark).toBeVisible()

    const ends = await page
      .locator('header *')
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().right))
    expect(Math.max(...ends)).toBeLessThanOrEqual(width)
    const links = page.getByRole('navigation', { name: 'Main' })
    if (width < 1200) {
      await expect(links).toBeHidden()
      return
    }
    const [left, right] = [await links.boundingBox(), await mark.boundingBox()]
    expect((left?.x ?? 0) + (left?.width ?? 0)).toBeLessThanOrEqual(right?.x ?? 0)
  })
}
