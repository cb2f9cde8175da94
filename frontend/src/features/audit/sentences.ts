import { OUTCOME, RUN_STATUS } from '@/components/statuses'
import { numberDetail, objectDetail, textDetail, type Details } from './details'
import type { Action, AuditEntry } from './types'

type Sentence = (control: string, details: Details, entry: AuditEntry) => string

const RESOLUTIONS: Record<string, string> = {
  keep_local: 'kept the local version',
  keep_remote: 'kept the ServiceNow version',
  merged: 'merged both versions',
}

const SENTENCES: Record<Action, Sentence> = {
  edited: (control) => `Edited ${control}`,
  discarded: (control) => `Discarded the edit of ${control}`,
  pulled: (control, _, { before_sha256 }) =>
    before_sha256 === null ? `Pulled ${control} for the first time` : `Pulled a new text of ${control}`,
  conflict_detected: (control, details) => `Found a conflict in ${control}${changedBy(details)}`,
  conflict_cleared: (control) => `Found that ${control} is in conflict no more`,
  conflict_resolved: (control, details) =>
    `Resolved the conflict in ${control}${because(resolutionOf(textDetail(details, 'resolution')))}`,
  push_started: (_, details) => `Started a push of ${statements(numberDetail(details, 'total'))}`,
  push_cancel_requested: () => 'Stopped the push',
  push_finished: (_, details) =>
    `Push ${textDetail(details, 'status') ?? 'ended'}${because(outcomesInWords(objectDetail(details, 'outcomes')))}`,
  pushed: (control, details) =>
    textDetail(details, 'outcome') === 'altered'
      ? `Pushed ${control}, and ServiceNow altered the text`
      : `Pushed ${control}`,
  push_failed: (control, details) =>
    textDetail(details, 'outcome') === 'conflict'
      ? `Did not push ${control}: changed in ServiceNow meanwhile`
      : `Push of ${control} failed${because(textDetail(details, 'message'))}`,
  push_skipped: (control, details) => `Skipped ${control}${because(textDetail(details, 'message'))}`,
  push_cancelled: (control) => `Did not push ${control}: the push was stopped`,
  connection_changed: (_, details) => `Changed the connection${because(hostOf(details))}`,
  connection_tested: (_, details) =>
    `Tested the connection${because(textDetail(details, 'status') === 'connected' ? 'it works' : 'it does not work')}`,
  writes_stopped: (_, details) => `Stopped all writes to ServiceNow${because(textDetail(details, 'reason'))}`,
  writes_resumed: (_, details) =>
    `Allowed writes to ServiceNow again${because(textDetail(details, 'reason'))}`,
  schedule_saved: (_, details) => `Saved the schedule${because(textDetail(details, 'name'))}`,
  schedule_deleted: (_, details) => `Deleted the schedule${because(textDetail(details, 'name'))}`,
  schedule_run: (_, details) =>
    `Ran the schedule ${textDetail(details, 'schedule_name') ?? ''}${because(runInWords(details))}`,
}

/** What happened, as one sentence without its subject: "Pushed AC-2". */
export function inWords(entry: AuditEntry): string {
  return SENTENCES[entry.action](entry.control_id ?? 'a statement', entry.details, entry)
}

export function resolutionOf(resolution: string | undefined): string | undefined {
  return resolution && (RESOLUTIONS[resolution] ?? resolution)
}

/** "2 pushed, 1 conflict" */
export function outcomesInWords(outcomes: Record<string, unknown>): string {
  const looks: Record<string, { label: string }> = OUTCOME
  return Object.entries(outcomes)
    .map(([outcome, count]) => `${String(count)} ${(looks[outcome]?.label ?? outcome).toLowerCase()}`)
    .join(', ')
}

/** "Pushed, 3 held" */
function runInWords(details: Details): string {
  const looks: Record<string, { label: string }> = RUN_STATUS
  const status = textDetail(details, 'status') ?? ''
  const held = numberDetail(details, 'held_count')
  return `${looks[status]?.label ?? status}${held ? `, ${held.toLocaleString('en')} held` : ''}`
}

function because(reason: string | undefined): string {
  return reason ? `: ${reason}` : ''
}

function changedBy(details: Details): string {
  const who = textDetail(objectDetail(details, 'remote_version'), 'updated_by')
  return who ? `: changed in ServiceNow by ${who}` : ''
}

function statements(count: number | undefined): string {
  if (count === undefined) return 'statements'
  return count === 1 ? '1 statement' : `${count.toLocaleString('en')} statements`
}

function hostOf(details: Details): string | undefined {
  return textDetail(details, 'instance_url')?.replace(/^https?:\/\//, '')
}
