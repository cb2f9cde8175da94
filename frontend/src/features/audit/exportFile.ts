import { recordsIn, type Format, type Part } from './api/exportAudit'

export const FILE_TYPES: Record<Format, string> = {
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
}

/** One file of all parts. */
export function joinParts(format: Format, parts: readonly Part[]): string {
  return format === 'csv' ? joinCsv(parts) : joinJson(parts)
}

/** Each part has the header line, in which there is no line end. Excel knows UTF-8 by the mark at the start. */
function joinCsv(parts: readonly Part[]): string {
  const [header] = splitHeader(parts[0]?.text ?? '')
  return `\uFEFF${header}${parts.map(({ text }) => splitHeader(text)[1]).join('')}`
}

function splitHeader(text: string): [header: string, lines: string] {
  const end = text.indexOf('\r\n') + 2
  return [text.slice(0, end), text.slice(end)]
}

function joinJson(parts: readonly Part[]): string {
  const records = parts.flatMap(({ text }) => recordsIn(text) ?? [])
  return `${JSON.stringify(records, null, 2)}\n`
}

export function countRecords(format: Format, parts: readonly Part[]): number {
  const counts = parts.map(({ text }) =>
    format === 'csv' ? countLines(splitHeader(text)[1]) : (recordsIn(text)?.length ?? 0),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

/** A line end between quotes belongs to a cell. */
function countLines(csv: string): number {
  const outside = csv.split('"').filter((_, index) => index % 2 === 0)
  return outside.join('').split('\r\n').length - 1
}

/** "control-push-audit-2026-11-23-1405-filtered.csv", in the reader's time. */
export function fileName(format: Format, stamp: string, isFiltered: boolean): string {
  return `control-push-audit-${stamp}${isFiltered ? '-filtered' : ''}.${format}`
}
