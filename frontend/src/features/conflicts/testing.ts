import { http, HttpResponse } from 'msw'
import type { Schemas } from '@/lib/api'
import { problem } from '@/testing/fixtures'
import { openConflictsStep } from '@/testing/push'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import type { ConflictCheck } from './types'

type ResolveRequest = Schemas['ResolveRequest']

export function idOf(index: number): string {
  return `id-${index}`
}

/** The answer for statement `index`, AC-`index`: by default nothing happened in ServiceNow. */
export function check(index: number, changes: Partial<ConflictCheck> = {}): ConflictCheck {
  return {
    statement_id: idOf(index),
    control_id: `AC-${index}`,
    revision: 2,
    has_conflict: false,
    verdict: 'unchanged',
    base_content: '<p>Base.</p>',
    local_content: `<p>Local ${index}.</p>`,
    remote_content: '<p>Base.</p>',
    local_updated_at: '2026-01-15T09:00:00Z',
    remote_updated_at: '2026-01-15T10:00:00Z',
    remote_updated_by: 'nadia.fournier',
    remote_version: { updated_on: '2026-01-15T10:00:00Z', mod_count: index, updated_by: 'nadia.fournier' },
    error: null,
    ...changes,
  }
}

export function conflict(index: number, changes: Partial<ConflictCheck> = {}): ConflictCheck {
  return check(index, {
    has_conflict: true,
    verdict: 'conflict',
    remote_content: `<p>Remote ${index}.</p>`,
    ...changes,
  })
}

export function failure(index: number, code: string, message: string, hint = ''): ConflictCheck {
  return check(index, { verdict: null, remote_version: null, error: { code, message, hint } })
}

export function refusal(code: string, detail: string, extra: Record<string, unknown> = {}) {
  return HttpResponse.json(problem(409, code, detail, extra), { status: 409 })
}

/** The API over these answers. It remembers what it was asked, and resolves what it is told to. */
export class Product {
  readonly checks: Map<string, ConflictCheck>
  readonly batches: string[][] = []
  readonly resolutions: [string, ResolveRequest][] = []
  /** An answer to give once instead of resolving. */
  readonly refusals = new Map<string, () => Response>()
  /** Called before a check is answered. */
  beforeCheck: (ids: string[]) => Response | Promise<Response | undefined> | undefined = () => undefined

  constructor(checks: ConflictCheck[]) {
    this.checks = new Map(checks.map((check) => [check.statement_id, check]))
    server.use(
      http.get(apiUrl('/push/modified'), () => HttpResponse.json(this.modified())),
      http.post<never, { statement_ids: string[] }>(apiUrl('/push/check-conflicts'), async ({ request }) => {
        const { statement_ids } = await request.json()
        this.batches.push(statement_ids)
        return (
          (await this.beforeCheck(statement_ids)) ??
          HttpResponse.json({ conflicts: this.answers(statement_ids) })
        )
      }),
      http.get<{ id: string }>(apiUrl('/statements/:id'), ({ params }) =>
        HttpResponse.json(this.statement(params.id)),
      ),
      http.post<{ id: string }, ResolveRequest>(
        apiUrl('/push/resolve-conflict/:id'),
        async ({ params, request }) => {
          this.resolutions.push([params.id, await request.json()])
          const refused = this.refusals.get(params.id)
          this.refusals.delete(params.id)
          return refused?.() ?? HttpResponse.json(this.statement(params.id))
        },
      ),
    )
  }

  /** Opens the conflicts step with all statements selected. */
  async open(options?: Parameters<typeof openConflictsStep>[1]) {
    return openConflictsStep([...this.checks.keys()], options)
  }

  private answers(ids: string[]): ConflictCheck[] {
    return ids.flatMap((id) => this.checks.get(id) ?? [])
  }

  private statement(id: string) {
    const { control_id, base_content, local_content, has_conflict } = this.checks.get(id) ?? check(0)
    return {
      id,
      control_id,
      content: base_content,
      local_content,
      sync_status: has_conflict ? 'conflict' : 'modified',
      modified_at: '2026-01-15T09:00:00Z',
      modified_by: 'ben',
      sanitized: [],
    }
  }

  private modified(): Schemas['ModifiedList'] {
    const statements = [...this.checks.values()].map(({ statement_id, control_id, has_conflict }) => ({
      id: statement_id,
      control_id: control_id ?? '',
      control_name: `Control ${control_id ?? ''}`,
      system_id: 'system-1',
      system_name: 'Payroll',
      modified_at: '2026-01-15T09:00:00Z',
      modified_by: 'ana',
      sync_status: has_conflict ? ('conflict' as const) : ('modified' as const),
      content_preview: 'Local.',
    }))
    const total_count = statements.length
    return { statements, total_count, total_is_exact: true, next_cursor: null, unreadable: [] }
  }
}
