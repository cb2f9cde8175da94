import { api, type Schemas } from '@/lib/api'
import { ApiProblem, offlineProblem } from '@/lib/problem'
import { asQuery, type AuditFilter } from '../filter'
import type { AuditEntry } from '../types'

type Unreadable = Schemas['UnreadableRow']

export type Format = 'csv' | 'json'

/** A part of a file: what one answer of the API can hold. */
export interface Part {
  text: string
  nextCursor: string | null
}

const CONTENT_TYPES: Record<Format, string> = { csv: 'text/csv', json: 'application/json' }

/** The part after `cursor`. Throws unless all of it has arrived and it is what was asked for. */
export async function readPart(
  format: Format,
  filter: AuditFilter,
  cursor: string | null,
  signal: AbortSignal,
): Promise<Part> {
  const query = { ...asQuery(filter), format, cursor }
  try {
    const { data = '', response } = await api.GET('/api/v1/audit/export', {
      params: { query },
      parseAs: 'text',
      signal,
    })
    const text = withoutMark(data)
    const nextCursor = response.headers.get('x-next-cursor')
    if (!isWhole(format, response, text) || (cursor !== null && nextCursor === cursor)) throw brokenPart()
    return { text, nextCursor }
  } catch (error) {
    // The answer began well, and the network went away while it was read.
    throw error instanceof ApiProblem || signal.aborted ? error : offlineProblem()
  }
}

function isWhole(format: Format, response: Response, text: string): boolean {
  if (!response.headers.get('content-type')?.startsWith(CONTENT_TYPES[format])) return false
  return format === 'json' ? recordsIn(text) !== null : text.startsWith('id,') && text.endsWith('\r\n')
}

/** The records of a part in JSON, with those that cannot be read by their ids; null if it is none. */
export function recordsIn(text: string): (AuditEntry | Unreadable)[] | null {
  try {
    const { records, unreadable } = JSON.parse(text) as { records?: AuditEntry[]; unreadable: Unreadable[] }
    return Array.isArray(records) ? [...records, ...unreadable] : null
  } catch {
    return null
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\uFEFF/, '')
}

function brokenPart(): ApiProblem {
  return new ApiProblem({
    status: 502,
    code: 'broken_part',
    title: 'A part of the export is not complete',
    detail: 'Try again; if it stays so, tell your administrator.',
  })
}
