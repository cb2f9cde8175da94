import { textParam } from '@/lib/search'

/** What the address of this page may carry. */
export interface SystemsPageSearch {
  q?: string | undefined
}

export function validateSystemsPageSearch(search: Record<string, unknown>): SystemsPageSearch {
  return { q: textParam(search, 'q') }
}
