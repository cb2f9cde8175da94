import { optionParam, textParam } from '@/lib/search'

const STEPS = ['select', 'conflicts', 'preview'] as const

/** What the address of this page may carry. */
export interface PushPageSearch {
  step?: (typeof STEPS)[number] | undefined
  /** In the step `conflicts`: the one statement to resolve, or `all`, instead of checking the selection. */
  resolve?: string | undefined
  /** In the step `preview`: the statement whose difference is reviewed. */
  review?: string | undefined
  system?: string | undefined
  family?: string | undefined
  author?: string | undefined
  q?: string | undefined
}

export function validatePushPageSearch(search: Record<string, unknown>): PushPageSearch {
  return {
    step: optionParam(search, 'step', STEPS),
    resolve: textParam(search, 'resolve'),
    review: textParam(search, 'review'),
    system: textParam(search, 'system'),
    family: textParam(search, 'family'),
    author: textParam(search, 'author'),
    q: textParam(search, 'q'),
  }
}
