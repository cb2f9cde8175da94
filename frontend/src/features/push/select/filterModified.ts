import { compareControls, familyOf, normalControlId } from '@/lib/controlIds'
import { naturalOrder } from '@/lib/naturalOrder'
import type { ModifiedStatement } from '../types'

export interface ModifiedFilter {
  system?: string | undefined
  family?: string | undefined
  author?: string | undefined
  q?: string | undefined
}

/** By system, then AC-2 before AC-10. */
export function inControlOrder(statements: readonly ModifiedStatement[]): ModifiedStatement[] {
  return statements.toSorted(
    (a, b) =>
      naturalOrder.compare(a.system_name, b.system_name) ||
      naturalOrder.compare(a.system_id, b.system_id) ||
      compareControls(a.control_id, b.control_id),
  )
}

/** `foundIds` are those whose whole text was found to have the words; the list knows only how each text begins. */
export function matching(
  statements: readonly ModifiedStatement[],
  { system, family, author, q }: ModifiedFilter,
  foundIds: ReadonlySet<string>,
): ModifiedStatement[] {
  const wanted = q?.trim().toLowerCase()
  return statements.filter(
    (statement) =>
      (!system || statement.system_id === system) &&
      (!family || familyOf(statement.control_id) === family) &&
      (!author || statement.modified_by === author) &&
      (!wanted || foundIds.has(statement.id) || textOf(statement).includes(wanted)),
  )
}

function textOf(statement: ModifiedStatement): string {
  const { control_id, control_name, content_preview } = statement
  return `${control_id} ${normalControlId(control_id)} ${control_name} ${content_preview}`.toLowerCase()
}

export function isSelectable(statement: ModifiedStatement): boolean {
  return statement.sync_status !== 'conflict'
}

export interface Choice {
  value: string
  label: string
}

/** What the filters offer: only what occurs in the list. */
export function choicesOf(statements: readonly ModifiedStatement[]) {
  return {
    systems: unique(
      statements.map((statement) => ({ value: statement.system_id, label: statement.system_name })),
    ),
    families: unique(statements.map((statement) => sameLabel(familyOf(statement.control_id)))),
    authors: unique(statements.map((statement) => sameLabel(statement.modified_by))),
  }
}

function sameLabel(value: string): Choice {
  return { value, label: value }
}

function unique(choices: readonly Choice[]): Choice[] {
  const byValue = new Map(choices.map((choice) => [choice.value, choice]))
  return [...byValue.values()].sort((a, b) => naturalOrder.compare(a.label, b.label))
}
