import { diffArrays } from 'diff'
import { tokensOf, type Token } from '@/lib/texts/sourceTokens'

/** What stands in another text for tokens of this one, from `from` up to but without `to`. */
interface Piece {
  from: number
  to: number
  raw: string
  /** Whether it means the same. */
  same: boolean
}

/** More is a new text rather than an edited one. */
const MOST_CHANGES = 5000

/**
 * `edited` in the spelling of `source`: `written` and `edited` are what one writer made of the text before and
 * after an edit, `source` is how the text before it was spelled. What the edit left alone is taken from the
 * source with its entities, line breaks, comments and attributes.
 */
export function spelledLike(source: string, written: string, edited: string): string {
  const before = tokensOf(written)
  const spelled = piecesOf(before, tokensOf(source))
  const edits = piecesOf(before, tokensOf(edited))?.filter(({ same }) => !same)
  if (!spelled || !edits) return edited
  const kept = spelled.flatMap((piece) =>
    edits.some((edit) => cutsInto(edit, piece)) ? taken(before, piece) : piece,
  )
  const result: string[] = []
  let next = 0
  for (const edit of edits) {
    for (; isUpTo(kept[next], edit.from); next += 1) result.push(kept[next]?.raw ?? '')
    result.push(edit.raw)
    while (isUpTo(kept[next], edit.to) && (kept[next]?.from ?? 0) < edit.to) next += 1
  }
  return [...result, ...kept.slice(next).map(({ raw }) => raw)].join('')
}

function isUpTo(piece: Piece | undefined, end: number): boolean {
  return piece !== undefined && piece.to <= end
}

function cutsInto(edit: Piece, piece: Piece): boolean {
  return piece.to - piece.from > 1 && edit.from < piece.to && edit.to > piece.from
}

/** The piece token by token, as it was written: the edit takes some of them. */
function taken(tokens: readonly Token[], { from, to, same }: Piece): Piece[] {
  return tokens
    .slice(from, to)
    .map(({ raw }, index) => ({ from: from + index, to: from + index + 1, raw, same }))
}

/** All of `tokens` as the other text has it; null when it has little of it. */
function piecesOf(tokens: readonly Token[], other: readonly Token[]): Piece[] | null {
  const pieces: Piece[] = []
  const isSame = (one: Token, another: Token) => one.key === another.key
  const runs = diffArrays([...tokens], [...other], { comparator: isSame, maxEditLength: MOST_CHANGES })
  if (!runs) return null
  let from = 0
  let at = 0
  let change: Piece | null = null
  for (const { added, removed, count } of runs) {
    const there = other.slice(at, removed ? at : at + count)
    const to = added ? from : from + count
    if (!added && !removed) {
      change = null
      pieces.push(
        ...there.map(({ raw }, index) => ({ from: from + index, to: from + index + 1, raw, same: true })),
      )
    } else {
      if (!change) pieces.push((change = { from, to: from, raw: '', same: false }))
      change.to = to
      change.raw += there.map(({ raw }) => raw).join('')
    }
    from = to
    at += there.length
  }
  return pieces
}
