import { optionParam } from '@/lib/search'

const STATUSES = ['pending', 'running', 'completed', 'failed', 'cancelled'] as const

/** What the address of this page may carry. */
export interface HistoryPageSearch {
  status?: (typeof STATUSES)[number] | undefined
  /** `mine`: only the pushes of the person who looks. */
  by?: 'mine' | undefined
}

export function validateHistoryPageSearch(search: Record<string, unknown>): HistoryPageSearch {
  return { status: optionParam(search, 'status', STATUSES), by: optionParam(search, 'by', ['mine']) }
}
