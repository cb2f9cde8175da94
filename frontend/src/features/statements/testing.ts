import type { Statement } from './texts'

/** A statement as the API sends it. */
export function statement(changes: Partial<Statement> = {}): Statement {
  return {
    id: 'st-1',
    servicenow_sys_id: '22f4d8bda83f58979086ffe75f7df83b',
    system_id: 'sys-1',
    system_name: 'Harbor Permit Tracker',
    control_id: 'AC-2',
    control_name: 'Account Management',
    content: '<p>Base.</p>',
    local_content: null,
    is_modified: false,
    sync_status: 'synced',
    revision: 1,
    servicenow_version: { updated_on: '2026-02-03T14:12:08Z', mod_count: 4, updated_by: 'ines.halvorsen' },
    modified_at: null,
    modified_by: null,
    conflict: null,
    presence: 'present',
    sanitized: [],
    ...changes,
  }
}

/** The same with a local text. */
export function modified(text: string, revision: number, changes: Partial<Statement> = {}): Statement {
  return statement({
    local_content: text,
    is_modified: true,
    sync_status: 'modified',
    revision,
    modified_at: '2026-03-01T08:00:00Z',
    modified_by: 'ana@example.test',
    ...changes,
  })
}
