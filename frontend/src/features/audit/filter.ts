import type { Action } from './types'

/** What the feed is narrowed to. Times are instants in UTC, so that a shared address means the same everywhere. */
export interface AuditFilter {
  action?: Action | undefined
  actor?: string | undefined
  statement?: string | undefined
  job?: string | undefined
  from?: string | undefined
  /** Not included. */
  to?: string | undefined
}

export const NO_FILTER: AuditFilter = {
  action: undefined,
  actor: undefined,
  statement: undefined,
  job: undefined,
  from: undefined,
  to: undefined,
}

/** The filter in the API's words. */
export function asQuery({ action, actor, statement, job, from, to }: AuditFilter) {
  return { action, actor, statement_id: statement, job_id: job, from, to }
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.values(filter).some((value) => value !== undefined)
}

/** The statement, if the filter asks for its whole history and nothing else. */
export function wholeHistoryOf({ statement, ...others }: AuditFilter): string | undefined {
  return isFiltered(others) ? undefined : statement
}
