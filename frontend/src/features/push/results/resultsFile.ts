import type { Job, PushResult } from '../types'

type Value = string | number | boolean | null | undefined

const COLUMNS: [name: string, value: (result: PushResult) => Value][] = [
  ['control_id', (result) => result.control_id],
  ['control_name', (result) => result.control_name],
  ['system_name', (result) => result.system_name],
  ['system_id', (result) => result.system_id],
  ['statement_id', (result) => result.statement_id],
  ['outcome', (result) => result.outcome],
  ['success', (result) => result.success],
  ['code', (result) => result.error?.code],
  ['message', (result) => result.error?.message ?? result.note],
  ['hint', (result) => result.error?.hint],
  ['retryable', (result) => result.error?.retryable],
  ['pushed_at', (result) => result.pushed_at],
  ['servicenow_sys_id', (result) => result.servicenow_sys_id],
  ['servicenow_url', (result) => result.servicenow_url],
  ['servicenow_updated_on', (result) => result.servicenow_version?.updated_on],
  ['servicenow_updated_by', (result) => result.servicenow_version?.updated_by],
  ['servicenow_mod_count', (result) => result.servicenow_version?.mod_count],
  ['audit_id', (result) => result.audit_id],
]

/** The results as RFC 4180 CSV, with a mark at the start by which Excel knows UTF-8. */
export function resultsCsv(results: readonly PushResult[]): string {
  const lines = results.map((result) => COLUMNS.map(([, value]) => csvCell(value(result))))
  return '\uFEFF' + [COLUMNS.map(([name]) => name), ...lines].map((line) => `${line.join(',')}\r\n`).join('')
}

/** A spreadsheet takes a cell that begins so for a formula, and runs it. */
const FORMULA = /^[\s]*[=+\-@\t\r]/

function csvCell(value: Value): string {
  if (value === null || value === undefined) return ''
  const text = String(value)
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

export function resultsJson(job: Job, results: readonly PushResult[]): string {
  return JSON.stringify({ job, results }, null, 2)
}
