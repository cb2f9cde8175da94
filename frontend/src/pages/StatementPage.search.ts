import { textParam } from '@/lib/search'

/** What the address of this page may carry. */
export interface StatementPageSearch {
  q?: string | undefined
}

export function validateStatementPageSearch(search: Record<string, unknown>): StatementPageSearch {
  return { q: textParam(search, 'q') }
}
