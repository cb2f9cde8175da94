import { CONNECTION_STATUS, JOB_STATUS, OUTCOME, RUN_STATUS } from '@/components/statuses'
import type { Tone } from '@/components/tones'
import { textDetail } from './details'
import type { Action, AuditEntry } from './types'

interface ActionLook {
  tone: Tone
  /** In the list of filters. */
  label: string
}

export const ACTIONS: Record<Action, ActionLook> = {
  edited: { tone: 'info', label: 'Text edited' },
  discarded: { tone: 'neutral', label: 'Edit discarded' },
  pulled: { tone: 'info', label: 'Pulled from ServiceNow' },
  conflict_detected: { tone: 'warning', label: 'Conflict found' },
  conflict_cleared: { tone: 'success', label: 'Conflict gone' },
  conflict_resolved: { tone: 'success', label: 'Conflict resolved' },
  push_started: { tone: 'info', label: 'Push started' },
  push_cancel_requested: { tone: 'neutral', label: 'Push stopped by a person' },
  push_finished: { tone: 'info', label: 'Push ended' },
  pushed: { tone: 'success', label: 'Statement pushed' },
  push_failed: { tone: 'danger', label: 'Statement not pushed' },
  push_skipped: { tone: 'neutral', label: 'Statement skipped' },
  push_cancelled: { tone: 'neutral', label: 'Statement cancelled' },
  connection_changed: { tone: 'warning', label: 'Connection changed' },
  connection_tested: { tone: 'info', label: 'Connection tested' },
  writes_stopped: { tone: 'warning', label: 'Writes stopped' },
  writes_resumed: { tone: 'success', label: 'Writes allowed again' },
  schedule_saved: { tone: 'warning', label: 'Schedule saved' },
  schedule_deleted: { tone: 'warning', label: 'Schedule deleted' },
  schedule_run: { tone: 'info', label: 'Schedule ran' },
}

const LOOKS: Record<string, { tone: Tone }> = {
  ...CONNECTION_STATUS,
  ...JOB_STATUS,
  ...OUTCOME,
  ...RUN_STATUS,
}

/** The tone of how it ended, where that is recorded; else of the action. */
export function toneOf({ action, details }: AuditEntry): Tone {
  const ending = textDetail(details, 'outcome') ?? textDetail(details, 'status') ?? ''
  return (LOOKS[ending] ?? ACTIONS[action]).tone
}

/** The actions to choose from. */
export const ACTION_GROUPS = [
  group('Texts', ['edited', 'discarded', 'pulled']),
  group('Conflicts', ['conflict_detected', 'conflict_cleared', 'conflict_resolved']),
  group('Pushes of a statement', ['pushed', 'push_failed', 'push_skipped', 'push_cancelled']),
  group('Pushes as a whole', ['push_started', 'push_cancel_requested', 'push_finished']),
  group('Connection', ['connection_changed', 'connection_tested']),
  group('Operations', ['writes_stopped', 'writes_resumed']),
  group('Schedules', ['schedule_saved', 'schedule_deleted', 'schedule_run']),
]

function group(name: string, actions: Action[]) {
  return { group: name, items: actions.map((value) => ({ value, label: ACTIONS[value].label })) }
}
