import type { Schemas } from '@/lib/api'
import { words } from '@/lib/words.gen'
import type { Tone } from './tones'

/** How a status is shown: `<StatusBadge {...JOB_STATUS[job.status]} />`. */
export interface StatusLook {
  tone: Tone
  label: string
}

export const SYNC_STATUS: Record<Schemas['SyncStatus'], StatusLook> = {
  synced: { tone: 'success', label: 'In sync' },
  modified: { tone: 'info', label: 'Modified' },
  conflict: { tone: 'warning', label: 'Conflict' },
}

/** Gone from ServiceNow, or hidden from the service account: nothing can be pushed to it. */
export const MISSING: StatusLook = { tone: 'danger', label: 'Missing in ServiceNow' }

export const STATEMENT_STATUS = { ...SYNC_STATUS, missing: MISSING }

export const JOB_STATUS: Record<Schemas['JobStatus'], StatusLook> = {
  pending: { tone: 'neutral', label: 'Waiting' },
  running: { tone: 'info', label: 'Running' },
  completed: { tone: 'success', label: 'Completed' },
  failed: { tone: 'danger', label: 'Failed' },
  cancelled: { tone: 'neutral', label: 'Cancelled' },
}

type Ending = Pick<Schemas['JobView'], 'status' | 'failed'>

/** A push that ran to its end is no success while something in it failed. */
export function jobLook({ status, failed }: Ending): StatusLook {
  if (status !== 'completed' || failed === 0) return JOB_STATUS[status]
  return { tone: 'warning', label: `Completed, ${failed.toLocaleString('en')} failed` }
}

export const OUTCOME: Record<Schemas['Outcome'], StatusLook> = {
  succeeded: { tone: 'success', label: words.Outcome.succeeded.label },
  altered: { tone: 'warning', label: words.Outcome.altered.label },
  skipped: { tone: 'neutral', label: words.Outcome.skipped.label },
  conflict: { tone: 'warning', label: words.Outcome.conflict.label },
  failed: { tone: 'danger', label: words.Outcome.failed.label },
  cancelled: { tone: 'neutral', label: words.Outcome.cancelled.label },
}

/** How an item of a running push is shown that has no outcome yet. */
export const ITEM_STATE: Record<Schemas['ItemState'], StatusLook> = {
  waiting: { tone: 'neutral', label: 'Waiting' },
  in_work: { tone: 'info', label: 'In work' },
}

export const CONNECTION_STATUS: Record<Schemas['ConnectionStatus'], StatusLook> = {
  connected: { tone: 'success', label: 'Connected' },
  error: { tone: 'danger', label: 'Error' },
  unknown: { tone: 'neutral', label: 'Not tested' },
}

export const RUN_STATUS: Record<Schemas['RunStatus'], StatusLook> = {
  pushed: { tone: 'success', label: words.RunStatus.pushed.label },
  nothing_to_push: { tone: 'neutral', label: words.RunStatus.nothing_to_push.label },
  held: { tone: 'warning', label: words.RunStatus.held.label },
  refused: { tone: 'danger', label: words.RunStatus.refused.label },
  overlapping: { tone: 'info', label: words.RunStatus.overlapping.label },
}
