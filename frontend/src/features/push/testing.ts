import { http, HttpResponse } from 'msw'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import type { Change } from '@/components/diff/changeOf'
import type { Checked } from './wizard/wizard'
import type { ErrorCode, Job, ModifiedStatement, OpenItem, PushResult } from './types'

export function modified(controlId: string, changes: Partial<ModifiedStatement> = {}): ModifiedStatement {
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

/** What the check found out about a statement of revision 2. */
export function checked(
  changes: Partial<Omit<Checked, 'change'>> & { change?: Partial<Change> } = {},
): Checked {
  const change = { added: 3, removed: 1, passage: [], morePlaces: 0, warnings: [], ...changes.change }
  return { verdict: 'unchanged', revision: 2, ...changes, change }
}

/** The list, in pages of `size`. */
export function giveModified(statements: ModifiedStatement[], size = 200): void {
  server.use(
    http.get(apiUrl('/push/modified'), ({ request }) => {
      const start = Number(new URL(request.url).searchParams.get('cursor') ?? 0)
      const end = start + size
      return HttpResponse.json({
        statements: statements.slice(start, end),
        total_count: statements.length,
        total_is_exact: true,
        unreadable: [],
        next_cursor: end < statements.length ? String(end) : null,
      })
    }),
  )
}

export function job(changes: Partial<Job> = {}): Job {
  return {
    job_id: 'job-1',
    status: 'completed',
    total: 4,
    completed: 4,
    succeeded: 4,
    failed: 0,
    skipped: 0,
    outcomes: {},
    created_by: 'ana',
    created_at: '2026-01-15T09:30:00Z',
    started_at: '2026-01-15T09:30:01Z',
    completed_at: '2026-01-15T09:31:00Z',
    retry_of: null,
    note: null,
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
    ...changes,
  }
}

/** Answers with one job after the other, then with the last for ever; counts the readings. */
export function giveJobs(...answers: (Job | (() => Response))[]) {
  const readings = { count: 0 }
  server.use(
    http.get(apiUrl('/push/:jobId'), ({ params }) => {
      if (params.jobId === 'modified') return undefined
      const answer = answers[Math.min(readings.count, answers.length - 1)]
      readings.count += 1
      return typeof answer === 'function' ? answer() : HttpResponse.json(answer)
    }),
  )
  return readings
}

/** An item that has no outcome yet. */
export function openItem(controlId: string, changes: Partial<OpenItem> = {}): OpenItem {
  return {
    statement_id: `id-${controlId}`,
    servicenow_sys_id: `sys-${controlId}`,
    control_id: controlId,
    control_name: `Control ${controlId}`,
    system_id: 'system',
    system_name: 'Payroll',
    state: 'waiting',
    claimed_at: null,
    attempts: 0,
    ...changes,
  }
}

export function result(controlId: string, changes: Partial<PushResult> = {}): PushResult {
  return {
    statement_id: `id-${controlId}`,
    servicenow_sys_id: `sys-${controlId}`,
    servicenow_url: `https://example.service-now.com/t.do?sys_id=sys-${controlId}`,
    control_id: controlId,
    control_name: `Control ${controlId}`,
    system_id: 'system',
    system_name: 'Payroll',
    success: true,
    outcome: 'succeeded',
    error: null,
    note: null,
    pushed_at: '2026-01-15T09:30:30Z',
    servicenow_version: null,
    audit_id: `audit-${controlId}`,
    execution: null,
    ...changes,
  }
}

export function failure(controlId: string, code: ErrorCode, retryable = false): PushResult {
  const error = { code, message: `Message for ${controlId}`, hint: 'A hint.', retryable }
  return result(controlId, { success: false, outcome: 'failed', error, pushed_at: null })
}

/** The results, and those items that have none yet: they come only if asked for. */
export function giveResults(results: PushResult[], open: OpenItem[] = []): void {
  server.use(
    http.get(apiUrl('/push/:jobId/results'), ({ request }) => {
      const withOpen = new URL(request.url).searchParams.get('with_open') === 'true'
      return HttpResponse.json({ results, open: withOpen ? open : [], next_cursor: null })
    }),
  )
}
