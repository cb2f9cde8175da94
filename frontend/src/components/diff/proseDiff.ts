import { diffArrays, diffWordsWithSpace } from 'diff'
import { blocksOf, type Block } from './blocks'

export interface Part {
  text: string
  change: 'same' | 'removed' | 'added'
}

/** One block of the two texts. `formatting`: the same words, but marked up or spaced differently. */
export interface DiffRow {
  change: 'same' | 'changed' | 'added' | 'removed' | 'formatting'
  before: Block | null
  after: Block | null
  parts: Part[]
}

const SIMILAR = 0.4
/** Words of one block that may differ before it is shown as removed and added whole. */
const MOST_EDITS = 2000

/** The differences block by block, and word by word within a block. */
export function proseDiff(original: string, modified: string): DiffRow[] {
  const before = blocksOf(original)
  const after = blocksOf(modified)
  const rows: DiffRow[] = []
  let removed: Block[] = []
  for (const run of diffArrays(before, after, { comparator: isSameText })) {
    if (run.removed) {
      removed = before.splice(0, run.count)
      continue
    }
    const blocks = after.splice(0, run.count)
    if (run.added) rows.push(...changedRows(removed, blocks))
    else {
      rows.push(...removed.map(removedRow))
      const old = before.splice(0, run.count)
      rows.push(...blocks.map((block, index) => unchangedRow(old[index] ?? block, block)))
    }
    removed = []
  }
  return [...rows, ...removed.map(removedRow)]
}

function isSameText(one: Block, other: Block): boolean {
  return one.text === other.text && one.kind === other.kind
}

/** Pairs each removed block with the added one it most likely became, keeping the order of both. */
function changedRows(removed: Block[], added: Block[]): DiffRow[] {
  const rows: DiffRow[] = []
  let next = 0
  for (const before of removed) {
    const match = mostSimilar(before, added, next)
    if (match === null) {
      rows.push(removedRow(before))
      continue
    }
    rows.push(...added.slice(next, match).map(addedRow))
    const after = added[match]
    if (after) rows.push(pairedRow(before, after))
    next = match + 1
  }
  return [...rows, ...added.slice(next).map(addedRow)]
}

function mostSimilar(block: Block, candidates: Block[], from: number): number | null {
  let best: number | null = null
  let highest = SIMILAR
  for (let index = from; index < candidates.length; index += 1) {
    const candidate = candidates[index]
    const similarity = candidate ? sharedWords(block.text, candidate.text) : 0
    if (similarity > highest) {
      best = index
      highest = similarity
    }
  }
  return best
}

/** Of the words of both, the share that both have (Dice's coefficient). */
function sharedWords(one: string, other: string): number {
  const words = new Set(one.toLowerCase().split(/\W+/))
  const others = new Set(other.toLowerCase().split(/\W+/))
  const shared = [...words].filter((word) => others.has(word)).length
  return (2 * shared) / (words.size + others.size)
}

function unchangedRow(before: Block, after: Block): DiffRow {
  const change = before.markup.isEqualNode(after.markup) ? 'same' : 'formatting'
  return { change, before, after, parts: [{ text: after.text, change: 'same' }] }
}

function removedRow(before: Block): DiffRow {
  return { change: 'removed', before, after: null, parts: [{ text: before.text, change: 'removed' }] }
}

function addedRow(after: Block): DiffRow {
  return { change: 'added', before: null, after, parts: [{ text: after.text, change: 'added' }] }
}

function pairedRow(before: Block, after: Block): DiffRow {
  return { change: 'changed', before, after, parts: wordDiff(before.text, after.text) }
}

function wordDiff(before: string, after: string): Part[] {
  const parts = diffWordsWithSpace(before, after, { maxEditLength: MOST_EDITS })
  if (!parts) {
    return [
      { text: before, change: 'removed' },
      { text: after, change: 'added' },
    ]
  }
  return parts.map(({ value, removed, added }) => ({
    text: value,
    change: removed ? 'removed' : added ? 'added' : 'same',
  }))
}
