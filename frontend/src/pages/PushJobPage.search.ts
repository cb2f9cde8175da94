import { optionParam, textParam } from '@/lib/search'

const OUTCOMES = ['succeeded', 'altered', 'skipped', 'conflict', 'failed', 'cancelled'] as const

/** What the address of this page may carry. */
export interface PushJobPageSearch {
  outcome?: (typeof OUTCOMES)[number] | undefined
  q?: string | undefined
}

export function validatePushJobPageSearch(search: Record<string, unknown>): PushJobPageSearch {
  return { outcome: optionParam(search, 'outcome', OUTCOMES), q: textParam(search, 'q') }
}
