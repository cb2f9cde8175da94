import { diffArrays } from 'diff'
import type { TextFormat } from '@/lib/texts/format'
import { sourceLines } from '@/lib/texts/sourceLines'

/** Blocks of the base, from `from` up to but without `to`, that became `lines`. */
interface Change {
  from: number
  to: number
  lines: string[]
}

/** The base with the changes of both sides, block by block; null when they changed the same place. */
export function combineTexts(base: string, local: string, remote: string, format: TextFormat): string | null {
  const linesOf = (text: string) => sourceLines(text, format).split('\n')
  const lines = linesOf(base)
  const changes = inOrder([...changesOf(lines, linesOf(local)), ...changesOf(lines, linesOf(remote))])
  if (changes.some((change, index) => collides(change, changes[index - 1]))) return null
  for (const { from, to, lines: changed } of changes.toReversed()) lines.splice(from, to - from, ...changed)
  return lines.join('\n')
}

function changesOf(base: readonly string[], lines: string[]): Change[] {
  const changes: Change[] = []
  let position = 0
  let open: Change | null = null
  for (const run of diffArrays([...base], lines)) {
    if (!run.added && !run.removed) {
      position += run.count
      open = null
      continue
    }
    if (!open) changes.push((open = { from: position, to: position, lines: [] }))
    if (run.added) open.lines.push(...run.value)
    else position = open.to += run.count
  }
  return changes
}

/** A change that both sides made alike counts once. */
function inOrder(changes: readonly Change[]): Change[] {
  const unique = new Map(changes.map((change) => [JSON.stringify(change), change]))
  return [...unique.values()].sort((a, b) => a.from - b.from || a.to - b.to)
}

/** Neighbours may both be replaced; where one only inserts beside the other, the order is anybody's guess. */
function collides(change: Change, before: Change | undefined): boolean {
  if (!before || change.from > before.to) return false
  return change.from < before.to || before.from === before.to || change.from === change.to
}
