import type { Job, PushResult } from './types'

type Value = string | number | boolean | null | undefined

const COLUMNS: [name: string, value: (result: PushResult) => Value][] = [
  ['control_id', (one) => one.control_id],
  ['statement_id', (one) => one.statement_id],
  ['outcome', (one) => one.outcome],
  ['success', (one) => one.success],
  ['code', (one) => one.error?.code],
  ['message', (one) => one.error?.message ?? one.note],
  ['hint', (one) => one.error?.hint],
  ['retryable', (one) => one.error?.retryable],
  ['pushed_at', (one) => one.pushed_at],
  ['servicenow_updated_on', (one) => one.servicenow_version?.updated_on],
  ['servicenow_updated_by', (one) => one.servicenow_version?.updated_by],
  ['servicenow_mod_count', (one) => one.servicenow_version?.mod_count],
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
