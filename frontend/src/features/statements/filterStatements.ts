import { compareControls, familyOf, normalControlId } from '@/lib/controlIds'
import { familyLabel } from './controls'
import { shownText, type Statement } from './texts'

/** What a statement can be looked for by; `missing`: its record was not found in ServiceNow. */
export const STATUSES = ['synced', 'modified', 'conflict', 'missing'] as const
export type StatementStatus = (typeof STATUSES)[number]

export interface StatementFilter {
  family?: string | undefined
  status?: StatementStatus | undefined
  q?: string | undefined
}

/** Those that match all of the filter; `q` is looked for in the control's id and name and in the text. */
export function filterStatements(statements: readonly Statement[], filter: StatementFilter): Statement[] {
  const { family, status } = filter
  const words = folded(filter.q ?? '')
  return statements.filter(
    (statement) =>
      (!family || familyOf(statement.control_id) === family) &&
      (!status || statusOf(statement) === status) &&
      (!words || searchable(statement).includes(words)),
  )
}

export function familiesOf(statements: readonly Statement[]): { value: string; label: string }[] {
  const counts = new Map<string, number>()
  for (const { control_id } of statements) {
    const family = familyOf(control_id)
    counts.set(family, (counts.get(family) ?? 0) + 1)
  }
  return [...counts]
    .sort(([one], [other]) => compareControls(one, other))
    .map(([value, count]) => ({ value, label: familyLabel(value, count) }))
}

/** What is to be known first of it: where nothing can be pushed to, the rest does not matter. */
export function statusOf({ presence, sync_status }: Statement): StatementStatus {
  return presence === 'missing' ? 'missing' : sync_status
}

/** Those that can be pushed. */
export function countModified(statements: readonly Statement[]): number {
  return statements.filter((statement) => statusOf(statement) === 'modified').length
}

export function countConflicts(statements: readonly Statement[]): number {
  return statements.filter((statement) => statusOf(statement) === 'conflict').length
}

function searchable(statement: Statement): string {
  const text = shownText(statement).replace(/<[a-zA-Z/!][^<>]*>/g, ' ')
  const { control_id, control_name } = statement
  return folded(`${control_id} ${normalControlId(control_id)} ${control_name} ${text}`)
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase()
}
