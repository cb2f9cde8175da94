import { textParam } from '@/lib/search'

/** What the address of this page may carry. */
export interface AuditPageSearch {
  q?: string | undefined
}

export function validateAuditPageSearch(search: Record<string, unknown>): AuditPageSearch {
  return { q: textParam(search, 'q') }
}
