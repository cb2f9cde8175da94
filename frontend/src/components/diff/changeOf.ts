import type { TextFormat } from '@/lib/texts/format'
import { sameText } from '@/lib/texts/sameText'
import { lostBetween } from '@/lib/texts/takenOut'
import { countWords, warningsOf } from '@/lib/texts/warnings'
import { proseDiff, type DiffRow, type Part } from './proseDiff'

/** A difference in a few words, for a row of a list. */
export interface Change {
  /** Words. */
  added: number
  removed: number
  /** The first place that changed, with a little of what stands around it. Empty: the texts are the same. */
  passage: Part[]
  /** How many other paragraphs changed. */
  morePlaces: number
  /** What to look at before it is pushed, in words. */
  warnings: string[]
}

/** Characters. */
const LONGEST = 180
const AROUND = 36

const NO_CHANGE: Change = { added: 0, removed: 0, passage: [], morePlaces: 0, warnings: [] }

/** What `text` changes of `base`. */
export function changeOf(base: string, text: string, format: TextFormat): Change {
  if (base === text) return NO_CHANGE
  const all = proseDiff(base, text, format)
  const rows = all.filter(({ change }) => change !== 'same')
  const hasNewWords = rows.some(({ change }) => change !== 'formatting')
  if (!hasNewWords && sameText(base, text, format)) return NO_CHANGE
  const parts = rows.flatMap((row) => row.parts)
  const lost = format === 'html' ? lostBetween(base, text) : []
  return {
    added: wordsIn(parts, 'added'),
    removed: wordsIn(parts, 'removed'),
    passage: passageOf(rows[0]),
    morePlaces: Math.max(0, rows.length - 1),
    warnings: [
      ...(lost.length > 0 ? [`Takes out ${lost.join(', ')}`] : []),
      ...warningsOf(wordsOf(all, 'before'), wordsOf(all, 'after')),
    ],
  }
}

function wordsOf(rows: readonly DiffRow[], side: 'before' | 'after'): string {
  return rows.map((row) => row[side]?.text ?? '').join('\n')
}

function wordsIn(parts: readonly Part[], change: Part['change']): number {
  return parts.reduce((sum, part) => (part.change === change ? sum + countWords(part.text) : sum), 0)
}

function passageOf(row: DiffRow | undefined): Part[] {
  // Outside all words, such as in an attribute: nothing can be quoted.
  if (!row) return [{ text: 'Only the markup differs.', change: 'same' }]
  if (row.change === 'formatting')
    return [
      {
        text: `Only the formatting differs: ${startOf(row.after?.text ?? '', 'same', LONGEST)}`,
        change: 'same',
      },
    ]
  const first = row.parts.findIndex(({ change }) => change !== 'same')
  const start = Math.max(0, first - 1)
  const passage: Part[] = []
  let room = LONGEST
  for (const [index, part] of row.parts.slice(start).entries()) {
    const text = start + index < first ? endOf(part.text) : startOf(part.text, part.change, room)
    passage.push({ ...part, text })
    room -= text.length
    if (room <= 0) break
  }
  return passage
}

function endOf(text: string): string {
  return text.length > AROUND ? `…${text.slice(-AROUND).replace(/^\S*/, '')}` : text
}

function startOf(text: string, change: Part['change'], room: number): string {
  const longest = change === 'same' ? Math.min(room, 2 * AROUND) : room
  return text.length > longest ? `${text.slice(0, longest).replace(/\S*$/, '')}… ` : text
}
