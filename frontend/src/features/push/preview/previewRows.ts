import type { ModifiedStatement } from '../types'
import { includedIds, type Preview } from '../wizard/wizard'
import { isReviewed, type ReviewMarks } from '../review/useReviewMarks'

export type PreviewFilter = 'all' | 'warnings' | 'unreviewed'

export type PreviewRow =
  | { type: 'system'; key: string; name: string; count: number }
  | { type: 'statement'; key: string; statement: ModifiedStatement; isExcluded: boolean }

/** Those of the list that passed the check, by what the filter asks for. */
export function previewed(
  statements: readonly ModifiedStatement[],
  preview: Preview,
  marks: ReviewMarks,
): Record<PreviewFilter, ModifiedStatement[]> {
  const ready = new Set(preview.readyIds)
  const all = statements.filter(({ id }) => ready.has(id))
  return {
    all,
    warnings: all.filter(({ id }) => (preview.checked[id]?.change.warnings.length ?? 0) > 0),
    unreviewed: all.filter(({ id }) => !isReviewed(marks, id, preview.checked[id]?.revision)),
  }
}

/** The statements under the systems that they belong to, in the order of the list. */
export function previewRows(
  statements: readonly ModifiedStatement[],
  { excluded }: Pick<Preview, 'excluded'>,
): PreviewRow[] {
  return membersBySystem(statements).flatMap((members): PreviewRow[] => {
    const [{ system_id, system_name }] = members
    const count = members.filter(({ id }) => !excluded.has(id)).length
    return [
      { type: 'system', key: `system-${system_id}`, name: system_name, count },
      ...members.map((statement): PreviewRow => {
        const isExcluded = excluded.has(statement.id)
        return { type: 'statement', key: statement.id, statement, isExcluded }
      }),
    ]
  })
}

/** How much the push writes, in how many systems, and of how many statements ServiceNow has the text already. */
export function whatIsWritten(statements: readonly ModifiedStatement[], preview: Preview) {
  const included = new Set(includedIds(preview))
  const isThere = ({ id }: ModifiedStatement) => preview.checked[id]?.verdict === 'already_stored'
  const pushed = statements.filter(({ id }) => included.has(id))
  const written = pushed.filter((statement) => !isThere(statement))
  const words = (count: 'added' | 'removed') =>
    written.reduce((sum, { id }) => sum + (preview.checked[id]?.change[count] ?? 0), 0)
  return {
    toWrite: written.length,
    alreadyThere: pushed.length - written.length,
    systems: new Set(written.map(({ system_id }) => system_id)).size,
    added: words('added'),
    removed: words('removed'),
  }
}

type Members = [ModifiedStatement, ...ModifiedStatement[]]

function membersBySystem(statements: readonly ModifiedStatement[]): Members[] {
  const bySystem = new Map<string, Members>()
  for (const statement of statements) {
    const members = bySystem.get(statement.system_id)
    if (members) members.push(statement)
    else bySystem.set(statement.system_id, [statement])
  }
  return [...bySystem.values()]
}

/** Those that were pushed, discarded or found in conflict after they had been checked. */
export function noLongerReady(
  statements: readonly ModifiedStatement[],
  included: readonly string[],
): string[] {
  const modified = new Set(statements.filter(isModified).map(({ id }) => id))
  return included.filter((id) => !modified.has(id))
}

function isModified({ sync_status }: ModifiedStatement): boolean {
  return sync_status === 'modified'
}
