import { optionParam } from '@/lib/search'

const TABS = ['differences', 'history'] as const

/** What the address of this page may carry. */
export interface StatementPageSearch {
  /** Left out: the text. */
  tab?: (typeof TABS)[number] | undefined
}

export function validateStatementPageSearch(search: Record<string, unknown>): StatementPageSearch {
  return { tab: optionParam(search, 'tab', TABS) }
}
