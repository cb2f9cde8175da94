import type { ErrorCode, PushItem, PushResult } from '../types'
import { endingOf, type Ending } from './endings'
import type { Grouping } from './groupItems'

export interface ResultFilter {
  outcome?: Ending | undefined
  q?: string | undefined
  group?: Grouping | undefined
}

export interface FailureGroup {
  code: ErrorCode
  results: PushResult[]
  isRetryable: boolean
}

/** Never tried, because the sign-in to ServiceNow was refused: told once, not once per statement. */
export function isHalted(item: PushItem): boolean {
  return 'outcome' in item && item.outcome === 'skipped' && item.error?.code === 'auth_expired'
}

/** The failures by their cause, the most frequent first. */
export function failureGroups(results: readonly PushResult[]): FailureGroup[] {
  const groups = new Map<ErrorCode, FailureGroup>()
  for (const result of results) {
    if (!result.error || isHalted(result)) continue
    const { code, retryable } = result.error
    const group = groups.get(code)
    if (group) group.results.push(result)
    else groups.set(code, { code, results: [result], isRetryable: retryable })
  }
  return [...groups.values()].sort((a, b) => b.results.length - a.results.length)
}

/** What a retry of the job takes up as things stand: the API takes all of these at once. */
export function retryable(results: readonly PushResult[]): PushResult[] {
  return results.filter(({ outcome, error }) => outcome === 'cancelled' || error?.retryable === true)
}

export function matchingItems(items: readonly PushItem[], { outcome, q }: ResultFilter): PushItem[] {
  const wanted = q?.trim().toLowerCase()
  return items.filter(
    (item) =>
      // Unless asked for, those not tried stay in their banner.
      (outcome ? endingOf(item) === outcome : !isHalted(item)) && (!wanted || textOf(item).includes(wanted)),
  )
}

function textOf(item: PushItem): string {
  const parts = [item.control_id, item.control_name, item.system_name]
  if ('outcome' in item) parts.push(item.error?.message ?? '', item.error?.hint ?? '', item.note ?? '')
  return parts.join(' ').toLowerCase()
}

/** Whether what ServiceNow stored differs from what was sent, so that the two can be compared. */
export function isStoredDifferently({ outcome, error }: PushResult): boolean {
  return outcome === 'altered' || error?.code === 'truncated' || error?.code === 'not_stored'
}
