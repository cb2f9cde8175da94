import { http, HttpResponse } from 'msw'
import { apiUrl } from '@/testing/urls'
import { server } from '@/testing/server'
import type { AuditDetail, AuditEntry } from './types'

/** A record of an edit, or what `changes` make of it. */
export function entry(changes: Partial<AuditEntry> = {}): AuditEntry {
  return {
    id: '20261123T081500000000Z-000000000001',
    at: '2026-11-23T08:15:00Z',
    actor: 'ana@example.test',
    action: 'edited',
    statement_id: 'statement-1',
    control_id: 'AC-2',
    system_id: 'system-1',
    job_id: null,
    before_sha256: 'a'.repeat(64),
    after_sha256: 'b'.repeat(64),
    details: { revision: 2 },
    ...changes,
  }
}

export function detail(of: AuditEntry, before: string | null, after: string | null): AuditDetail {
  return { ...of, before_content: before, after_content: after, sent_content: null, sent_sha256: null }
}

/** Answers the search with these records, page by page; gives the queries that were asked. */
export function answerSearch(...pages: AuditEntry[][]): URLSearchParams[] {
  const asked: URLSearchParams[] = []
  server.use(
    http.get(apiUrl('/audit'), ({ request }) => {
      const query = new URL(request.url).searchParams
      asked.push(query)
      const page = Number(query.get('cursor') ?? 0)
      const next = page + 1 < pages.length ? String(page + 1) : null
      return HttpResponse.json({ records: pages[page] ?? [], next_cursor: next, unreadable: [] })
    }),
  )
  return asked
}

/** Answers the reading of these records; gives the ids that were asked for. */
export function answerRecords(...records: AuditDetail[]): string[] {
  const asked: string[] = []
  server.use(
    http.get<{ id: string }>(apiUrl('/audit/:id'), ({ params }) => {
      asked.push(params.id)
      return HttpResponse.json(records.find(({ id }) => id === params.id))
    }),
  )
  return asked
}
