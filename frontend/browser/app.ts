/** The built web app in a real browser, over an API of canned answers: for what only a browser shows. */
import { expect, type Page, type Route } from '@playwright/test'
import type { Schemas } from '../src/lib/api'
import type { Role } from '../src/lib/roles'
import { accessToken } from '../src/testing/session'
import { connection } from '../src/testing/fixtures'

/** An answer to "METHOD /path", or what gives one from what was sent. A problem document comes with its status. */
export type Answers = Record<string, unknown>
export interface Request {
  body: unknown
  query: URLSearchParams
}
export type Answering = (request: Request) => unknown

const NOTHING_YET: Answers = {
  'GET /connection': connection(),
  'GET /systems': { systems: [], next_cursor: null },
  'GET /statements': { statements: [], next_cursor: null, unreadable: [] },
  'GET /push/modified': {
    statements: [],
    total_count: 0,
    total_is_exact: true,
    next_cursor: null,
    unreadable: [],
  },
  'GET /push': { jobs: [], next_cursor: null, unreadable: [] },
  'GET /schedules': { schedules: [], next_cursor: null, unreadable: [] },
  'GET /schedules/runs': { runs: [], next_cursor: null, unreadable: [] },
  'GET /audit': { records: [], next_cursor: null, unreadable: [] },
}

/** Opens a page as somebody who is signed in. Fails the test when the page throws. */
export async function openApp(
  page: Page,
  path: string,
  answers: Answers = {},
  role: Role = 'author',
): Promise<void> {
  const all = { ...NOTHING_YET, ...answers }
  page.on('pageerror', (error) => {
    throw error
  })
  await page.addInitScript(signIn, accessToken([role]))
  await page.route('**/config.json', (route) => route.fulfill({ json: CONFIG }))
  await page.route('**/api/v1/**', (route) => answer(route, all))
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

const CONFIG = {
  sign_in_url: 'https://sign-in.example.test',
  identity_url: 'https://identity.example.test/',
  client_id: 'web-app',
}

function signIn(token: string): void {
  const user = {
    access_token: token,
    refresh_token: 'refresh-1',
    token_type: 'Bearer',
    expires_at: Math.floor(Date.now() / 1000) + 3600,
    profile: { sub: 'sub-1', iss: '', aud: '', exp: 0, iat: 0, email: 'ana@example.test' },
  }
  sessionStorage.setItem('oidc.user:https://sign-in.example.test:web-app', JSON.stringify(user))
}

async function answer(route: Route, answers: Answers): Promise<void> {
  const request = route.request()
  const { pathname, searchParams } = new URL(request.url())
  const key = `${request.method()} ${pathname.replace('/api/v1', '')}`
  const found = answers[key]
  if (found === undefined) return route.fulfill({ status: 404, json: { message: `no answer for ${key}` } })
  const json: unknown =
    typeof found === 'function'
      ? (found as Answering)({ body: request.postDataJSON(), query: searchParams })
      : found
  return route.fulfill({ json, status: statusOf(json) })
}

/** That of a problem document; 200 of anything else. */
function statusOf(json: unknown): number {
  const { status } = (json ?? {}) as { status?: unknown }
  return typeof status === 'number' ? status : 200
}

/** One modified statement of the list; its id is `id-<control>`. */
export function modified(
  controlId: string,
  changes: Partial<Schemas['ModifiedStatement']> = {},
): Schemas['ModifiedStatement'] {
  return {
    id: `id-${controlId}`,
    control_id: controlId,
    control_name: `Control ${controlId}`,
    system_id: 'harbor',
    system_name: 'Harbor Permits',
    modified_at: '2026-01-15T09:30:00Z',
    modified_by: 'ana',
    sync_status: 'modified',
    content_preview: `How ${controlId} is done.`,
    ...changes,
  }
}

export function modifiedList(statements: Schemas['ModifiedStatement'][]): Schemas['ModifiedList'] {
  return {
    statements,
    total_count: statements.length,
    total_is_exact: true,
    next_cursor: null,
    unreadable: [],
  }
}

/** What the check says of a statement that both sides changed. */
export function conflict(controlId: string): Schemas['CheckView'] {
  const filler = Array.from({ length: 6 }, (_, index) => `<p>Paragraph ${index} is the same.</p>`).join('')
  return {
    statement_id: `id-${controlId}`,
    control_id: controlId,
    revision: 2,
    has_conflict: true,
    verdict: 'conflict',
    base_content: `<p>Reviewed each year.</p>${filler}`,
    local_content: `<p>Reviewed each month.</p>${filler}`,
    remote_content: `<p>Reviewed each quarter.</p>${filler}`,
    local_updated_at: '2026-01-15T09:00:00Z',
    remote_updated_at: '2026-01-15T10:00:00Z',
    remote_updated_by: 'nadia.fournier',
    remote_version: { updated_on: '2026-01-15T10:00:00Z', mod_count: 2, updated_by: 'nadia.fournier' },
    error: null,
  }
}
