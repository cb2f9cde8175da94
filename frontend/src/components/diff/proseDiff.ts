import { diffArrays, diffWordsWithSpace } from 'diff'
import { blocksOf, isSameBlock, type Block } from '@/lib/texts/blocks'
import type { TextFormat } from '@/lib/texts/format'

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
/** Added blocks that are looked at for what a removed one became: far away it is something else. */
const FARTHEST = 40
/** Blocks that may differ before the texts are shown one after the other. */
const MOST_BLOCK_EDITS = 1000
/** Words of one block that may differ before it is shown as removed and added whole. */
const MOST_EDITS = 2000

/** The differences block by block, and word by word within a block. */
export function proseDiff(original: string, modified: string, format: TextFormat): DiffRow[] {
  const before = blocksOf(original, format)
  const after = blocksOf(modified, format)
  const rows: DiffRow[] = []
  let removed: Block[] = []
  const runs = diffArrays(before, after, { comparator: isSameText, maxEditLength: MOST_BLOCK_EDITS })
  if (!runs) return changedRows(before, after)
  for (const run of runs) {
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
  const end = Math.min(candidates.length, from + FARTHEST)
  for (let index = from; index < end; index += 1) {
    const candidate = candidates[index]
    const similarity = candidate ? sharedWords(block, candidate) : 0
    if (similarity > highest) {
      best = index
      highest = similarity
    }
  }
  return best
}

/** Of the words of both, the share that both have (Dice's coefficient). */
function sharedWords(one: Block, other: Block): number {
  const words = wordsOf(one)
  const others = wordsOf(other)
  const shared = [...words].filter((word) => others.has(word)).length
  return (2 * shared) / (words.size + others.size)
}

const words = new WeakMap<Block, Set<string>>()

function wordsOf(block: Block): Set<string> {
  const known = words.get(block) ?? new Set(block.text.toLowerCase().split(/[^\p{L}\p{N}]+/u))
  words.set(block, known)
  return known
}

function unchangedRow(before: Block, after: Block): DiffRow {
  const change = isSameBlock(before, after) ? 'same' : 'formatting'
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
