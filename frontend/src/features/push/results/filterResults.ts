import type { ErrorCode, Outcome, PushResult } from '../types'

export interface ResultFilter {
  outcome?: Outcome | undefined
  q?: string | undefined
}

export interface FailureGroup {
  code: ErrorCode
  results: PushResult[]
  isRetryable: boolean
}

/** Never tried, because the sign-in to ServiceNow was refused: told once, not once per statement. */
export function isHalted({ outcome, error }: PushResult): boolean {
  return outcome === 'skipped' && error?.code === 'auth_expired'
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

export function matchingResults(results: readonly PushResult[], { outcome, q }: ResultFilter): PushResult[] {
  const wanted = q?.trim().toLowerCase()
  return results.filter(
    (result) =>
      // Unless asked for, those not tried stay in their banner.
      (outcome ? result.outcome === outcome : !isHalted(result)) &&
      (!wanted || textOf(result).includes(wanted)),
  )
}

function textOf({ control_id, error, note }: PushResult): string {
  return `${control_id} ${error?.message ?? ''} ${error?.hint ?? ''} ${note ?? ''}`.toLowerCase()
}

/** Whether what ServiceNow stored differs from what was sent, so that the two can be compared. */
export function isStoredDifferently({ outcome, error }: PushResult): boolean {
  return outcome === 'altered' || error?.code === 'truncated' || error?.code === 'not_stored'
}
