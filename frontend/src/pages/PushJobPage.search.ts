import { optionParam, textParam } from '@/lib/search'

const ENDINGS = [
  'succeeded',
  'altered',
  'skipped',
  'conflict',
  'failed',
  'cancelled',
  'waiting',
  'in_work',
] as const
const GROUPINGS = ['system', 'cause', 'none'] as const

/** What the address of this page may carry. */
export interface PushJobPageSearch {
  outcome?: (typeof ENDINGS)[number] | undefined
  q?: string | undefined
  group?: (typeof GROUPINGS)[number] | undefined
}

export function validatePushJobPageSearch(search: Record<string, unknown>): PushJobPageSearch {
  return {
    outcome: optionParam(search, 'outcome', ENDINGS),
    q: textParam(search, 'q'),
    group: optionParam(search, 'group', GROUPINGS),
  }
}
