import { optionParam, textParam } from '@/lib/search'

const ACTIONS = [
  'edited',
  'discarded',
  'pulled',
  'conflict_detected',
  'conflict_cleared',
  'conflict_resolved',
  'push_started',
  'push_cancel_requested',
  'push_finished',
  'pushed',
  'push_failed',
  'push_skipped',
  'push_cancelled',
  'connection_changed',
  'connection_tested',
  'schedule_saved',
  'schedule_deleted',
  'schedule_run',
  'writes_stopped',
  'writes_resumed',
] as const

/** What the address of this page may carry: the filters. Times are in UTC, such as 2026-11-23T08:15:00.000Z. */
export interface AuditPageSearch {
  action?: (typeof ACTIONS)[number] | undefined
  actor?: string | undefined
  statement?: string | undefined
  job?: string | undefined
  from?: string | undefined
  to?: string | undefined
}

export function validateAuditPageSearch(search: Record<string, unknown>): AuditPageSearch {
  return {
    action: optionParam(search, 'action', ACTIONS),
    actor: textParam(search, 'actor'),
    statement: textParam(search, 'statement'),
    job: textParam(search, 'job'),
    from: timeParam(search, 'from'),
    to: timeParam(search, 'to'),
  }
}

function timeParam(search: Record<string, unknown>, name: string): string | undefined {
  const time = new Date(textParam(search, name) ?? Number.NaN)
  return Number.isNaN(time.getTime()) ? undefined : time.toISOString()
}
