import type { ConflictCheck } from '../types'

export interface ErrorGroup {
  message: string
  hint: string
  checks: ConflictCheck[]
}

/** The statements that failed for the same reason, together. */
export function groupErrors(failed: readonly ConflictCheck[]): ErrorGroup[] {
  const groups = new Map<string, ErrorGroup>()
  for (const check of failed) {
    if (!check.error) continue
    const { message, hint } = check.error
    const group = groups.get(message) ?? { message, hint, checks: [] }
    group.checks.push(check)
    groups.set(message, group)
  }
  return [...groups.values()]
}
