import type { ModifiedStatement } from '../types'
import { includedIds, type Preview } from '../wizard/wizard'

export type PreviewRow =
  | { type: 'system'; key: string; name: string; count: number }
  | { type: 'statement'; key: string; statement: ModifiedStatement; isExcluded: boolean }

/** The statements under the systems that they belong to, in the order of the list. */
export function previewRows(
  statements: readonly ModifiedStatement[],
  { readyIds, excluded }: Preview,
): PreviewRow[] {
  const ready = new Set(readyIds)
  return membersBySystem(statements.filter(({ id }) => ready.has(id))).flatMap((members): PreviewRow[] => {
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

/** How many statements the push writes, in how many systems, and of how many ServiceNow has the text already. */
export function whatIsWritten(statements: readonly ModifiedStatement[], preview: Preview) {
  const included = new Set(includedIds(preview))
  const isThere = ({ id }: ModifiedStatement) => preview.verdicts[id] === 'already_stored'
  const pushed = statements.filter(({ id }) => included.has(id))
  const written = pushed.filter((statement) => !isThere(statement))
  return {
    toWrite: written.length,
    alreadyThere: pushed.length - written.length,
    systems: new Set(written.map(({ system_id }) => system_id)).size,
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
