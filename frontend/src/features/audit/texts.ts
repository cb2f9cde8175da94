import { exactTime } from '@/lib/time'
import { inWords } from './sentences'
import type { Action, AuditDetail, AuditEntry } from './types'

/** What a record calls its two texts. */
const NAMES: Partial<Record<Action, [before: string, after: string]>> = {
  pulled: ['Here before the pull', 'As pulled'],
  conflict_detected: ['As last read from ServiceNow', 'In ServiceNow, changed by others'],
  conflict_cleared: ['As last read from ServiceNow', 'In ServiceNow'],
  conflict_resolved: ['Local text before', 'Text decided on'],
  pushed: ['In ServiceNow before the push', 'Stored in ServiceNow'],
  push_failed: ['In ServiceNow before the push', 'Stored in ServiceNow'],
}

export function textNames(action: Action): [before: string, after: string] {
  return NAMES[action] ?? ['Before', 'After']
}

/** Whether the record has a text at all. A conflict's texts are kept without their sums. */
export function hasTexts({ action, before_sha256, after_sha256 }: AuditEntry): boolean {
  return (
    before_sha256 !== null ||
    after_sha256 !== null ||
    action === 'conflict_detected' ||
    action === 'conflict_cleared'
  )
}

/** The text as the record left it: where nothing was changed, the one that was there. */
export function versionOf({ before_content, after_content }: AuditDetail): string {
  return after_content ?? before_content ?? ''
}

/** "Edited AC-2, 23 Nov 2026, 14:05:09 GMT+1, ana@example.com" */
export function versionLabel(entry: AuditEntry): string {
  return `${inWords(entry)}, ${exactTime(entry.at)}, ${entry.actor}`
}
