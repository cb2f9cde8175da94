import type { ApiProblem } from '@/lib/problem'
import type { Resolution } from './api/resolveConflict'
import type { ConflictCheck } from './types'

/** How a conflict ended; `resolved_meanwhile`: by somebody else, or in ServiceNow. */
export interface Decision {
  resolution: Resolution | 'resolved_meanwhile'
  /** What the server took out of a merged text. */
  sanitized: readonly string[]
}

/** What happened to the conflicts since the check. */
export interface ConflictWork {
  /** Newer answers than those of the check. */
  checks: ReadonlyMap<string, ConflictCheck>
  decisions: ReadonlyMap<string, Decision>
  /** Why the last decision on a statement was refused. */
  problems: ReadonlyMap<string, ApiProblem>
}

export type WorkAction =
  | { type: 'checked'; checks: readonly ConflictCheck[] }
  | { type: 'decided'; check: ConflictCheck; decision: Decision }
  | { type: 'refused'; check: ConflictCheck; problem: ApiProblem }

export const NO_WORK: ConflictWork = { checks: new Map(), decisions: new Map(), problems: new Map() }

export function workReducer(work: ConflictWork, action: WorkAction): ConflictWork {
  switch (action.type) {
    case 'checked':
      return { ...work, checks: withChecks(work.checks, action.checks) }
    case 'decided': {
      const { check, decision } = action
      const problems = new Map(work.problems)
      problems.delete(check.statement_id)
      return {
        checks: withChecks(work.checks, [check]),
        problems,
        decisions: new Map(work.decisions).set(check.statement_id, decision),
      }
    }
    case 'refused':
      return {
        ...work,
        checks: withChecks(work.checks, [action.check]),
        problems: new Map(work.problems).set(action.check.statement_id, action.problem),
      }
  }
}

export function withChecks(
  checks: ReadonlyMap<string, ConflictCheck>,
  newer: Iterable<ConflictCheck>,
): Map<string, ConflictCheck> {
  const all = new Map(checks)
  for (const check of newer) all.set(check.statement_id, check)
  return all
}

export interface Sorted {
  /** Every conflict, decided or not, in the order of the list. */
  queue: ConflictCheck[]
  open: ConflictCheck[]
  /** Those that could not be compared. */
  failed: ConflictCheck[]
  ready: ConflictCheck[]
}

export function sortOut(
  statementIds: readonly string[],
  checks: ReadonlyMap<string, ConflictCheck>,
  decisions: ConflictWork['decisions'],
): Sorted {
  const sorted: Sorted = { queue: [], open: [], failed: [], ready: [] }
  for (const id of statementIds) {
    const check = checks.get(id)
    if (!check) continue
    const decision = decisions.get(id)
    const isOpen = !decision && check.has_conflict && !check.error
    if (decision || isOpen) sorted.queue.push(check)
    if (isOpen) sorted.open.push(check)
    if (check.error && !decision) sorted.failed.push(check)
    if (isReady(check, decision)) sorted.ready.push(check)
  }
  return sorted
}

function isReady(check: ConflictCheck, decision: Decision | undefined): boolean {
  if (decision?.resolution === 'keep_local' || decision?.resolution === 'merged') return true
  return decision?.resolution !== 'keep_remote' && !check.has_conflict && !check.error
}

/** The open conflict after (1) or before (-1) this one, going round at the ends; null when there is no other. */
export function neighbourOf({ queue, open }: Sorted, id: string, step: 1 | -1): string | null {
  const isOpen = new Set(open.map(({ statement_id }) => statement_id))
  const ids = queue.map(({ statement_id }) => statement_id)
  const position = ids.indexOf(id)
  for (let away = 1; away < ids.length; away += 1) {
    const other = ids[(position + step * away + ids.length) % ids.length]
    if (other !== undefined && isOpen.has(other)) return other
  }
  return null
}
