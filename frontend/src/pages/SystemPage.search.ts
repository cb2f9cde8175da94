import { optionParam, textParam } from '@/lib/search'

const STATUSES = ['synced', 'modified', 'conflict', 'missing'] as const

/** What the address of this page may carry. */
export interface SystemPageSearch {
  family?: string | undefined
  status?: (typeof STATUSES)[number] | undefined
  q?: string | undefined
}

export function validateSystemPageSearch(search: Record<string, unknown>): SystemPageSearch {
  return {
    family: textParam(search, 'family'),
    status: optionParam(search, 'status', STATUSES),
    q: textParam(search, 'q'),
  }
}
