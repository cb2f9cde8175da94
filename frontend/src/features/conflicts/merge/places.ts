import { diffArrays } from 'diff'
import type { TextFormat } from '@/lib/texts/format'
import { sourceLines } from '@/lib/texts/sourceLines'
import { tokensOf, type Token } from '@/lib/texts/sourceTokens'

export type Side = 'base' | 'local' | 'remote'

/** One place that a side, or both, changed: what stands there in each of the three texts. */
export interface Place extends Record<Side, string> {
  changedBy: 'local' | 'remote' | 'both'
  /** What stands around it in the same paragraph. */
  before: string
  after: string
}

/** Parts of a text in their order: what is the same for both sides, and what is not. */
export type Piece = string | Place

/** Which text is taken at each place, by the place's number. Left out: the side that changed it, of both the local one. */
export type Choices = Readonly<Record<number, Side>>

/** The base with each place that a side changed: words, or whole paragraphs where the markup changed too. */
export function piecesOf(base: string, local: string, remote: string, format: TextFormat): Piece[] {
  const [lines, ...others] = [base, local, remote].map((text) => linesOf(text, format))
  return alignedPieces(lines ?? [], others[0] ?? [], others[1] ?? [], (place) => wordPieces(place, format))
}

export function placesIn(pieces: readonly Piece[]): Place[] {
  return pieces.filter((piece) => typeof piece !== 'string')
}

export function sideTaken({ changedBy }: Place, choice: Side | undefined): Side {
  return choice ?? (changedBy === 'both' ? 'local' : changedBy)
}

export function mergedText(pieces: readonly Piece[], choices: Choices): string {
  let number = -1
  const text = pieces.map((piece) => {
    if (typeof piece === 'string') return piece
    number += 1
    return piece[sideTaken(piece, choices[number])]
  })
  return text.join('').replace(/\n$/, '')
}

/** What was typed on one text, put on another one; null when both changed the same place. */
export function typedOn(start: string, typed: string, other: string, format: TextFormat): string | null {
  const pieces = piecesOf(start, typed, other, format)
  return placesIn(pieces).some(({ changedBy }) => changedBy === 'both') ? null : mergedText(pieces, {})
}

function linesOf(text: string, format: TextFormat): Token[] {
  const lines = sourceLines(text, format).split('\n')
  return lines.map((line) => ({ raw: `${line}\n`, key: line }))
}

/** The words of a changed paragraph; the paragraph as one place where its markup changed too. */
function wordPieces(place: Place, format: TextFormat): Piece[] {
  const [base, local, remote] = [place.base, place.local, place.remote].map((text) => wordsOf(text, format))
  if (!base?.length || !local?.length || !remote?.length) return [place]
  const pieces = alignedPieces(base, local, remote, (word) => [word])
  const hasMarkup = placesIn(pieces).some((word) =>
    [word.base, word.local, word.remote].some((text) => format === 'html' && /[<>]/.test(text)),
  )
  return hasMarkup ? [place] : withSurroundings(pieces)
}

function wordsOf(text: string, format: TextFormat): Token[] {
  if (format === 'html') return tokensOf(text)
  return (text.match(/[\p{L}\p{N}]+|\s+|[^]/gu) ?? []).map((raw) => ({ raw, key: raw }))
}

function withSurroundings(pieces: readonly Piece[]): Piece[] {
  const text = (some: readonly Piece[]) =>
    some.map((piece) => (typeof piece === 'string' ? piece : piece.base)).join('')
  return pieces.map((piece, index) =>
    typeof piece === 'string'
      ? piece
      : { ...piece, before: text(pieces.slice(0, index)), after: text(pieces.slice(index + 1)) },
  )
}

/** Tokens of the base, from `from` up to but without `to`, that became others. */
interface Change {
  side: 'local' | 'remote'
  from: number
  to: number
  tokens: Token[]
}

/** What is changed together. */
interface Range {
  from: number
  to: number
  changes: Change[]
}

function alignedPieces(
  base: readonly Token[],
  local: Token[],
  remote: Token[],
  refine: (place: Place) => Piece[],
): Piece[] {
  const changes = [...changesOf(base, local, 'local'), ...changesOf(base, remote, 'remote')]
  const pieces: Piece[] = []
  let position = 0
  for (const range of rangesOf(base, changes)) {
    const texts = { local: replaced(base, range, 'local'), remote: replaced(base, range, 'remote') }
    const place = { base: rawOf(base.slice(range.from, range.to)), ...texts, before: '', after: '' }
    pieces.push(rawOf(base.slice(position, range.from)), ...judged(place, refine))
    position = range.to
  }
  return [...pieces, rawOf(base.slice(position))].filter((piece) => piece !== '')
}

/** A change that both made alike is nothing to choose. */
function judged(place: Omit<Place, 'changedBy'>, refine: (place: Place) => Piece[]): Piece[] {
  if (place.local === place.remote) return [place.local]
  const changedBy = place.remote === place.base ? 'local' : place.local === place.base ? 'remote' : 'both'
  return refine({ ...place, changedBy })
}

function rawOf(tokens: readonly Token[]): string {
  return tokens.map(({ raw }) => raw).join('')
}

function changesOf(base: readonly Token[], other: Token[], side: Change['side']): Change[] {
  const changes: Change[] = []
  let position = 0
  let open: Change | null = null
  const isSame = (one: Token, another: Token) => one.key === another.key
  for (const run of diffArrays([...base], other, { comparator: isSame })) {
    if (!run.added && !run.removed) {
      position += run.count
      open = null
      continue
    }
    if (!open) changes.push((open = { side, from: position, to: position, tokens: [] }))
    if (run.added) open.tokens.push(...run.value)
    else position = open.to += run.count
  }
  return changes
}

/** Where anything changed, in order; what overlaps, or has nothing but white space between, is one place. */
function rangesOf(base: readonly Token[], changes: readonly Change[]): Range[] {
  const ranges: Range[] = []
  for (const change of changes.toSorted((a, b) => a.from - b.from || a.to - b.to)) {
    const { from, to } = change
    const last = ranges.at(-1)
    if (last && (from < last.to || isGuess(change, last) || isBlank(base.slice(last.to, from)))) {
      last.to = Math.max(last.to, to)
      last.changes.push(change)
    } else ranges.push({ from, to, changes: [change] })
  }
  return ranges
}

/** Neighbours may both be replaced; where one only inserts beside the other, the order is anybody's guess. */
function isGuess(next: Change, last: Range): boolean {
  return next.from === last.to && (last.from === last.to || next.from === next.to)
}

function isBlank(tokens: readonly Token[]): boolean {
  return tokens.length > 0 && rawOf(tokens).trim() === ''
}

/** How the range reads on one side. */
function replaced(base: readonly Token[], { from, to, changes }: Range, side: Change['side']): string {
  const tokens: Token[] = []
  let position = from
  for (const change of changes.filter((one) => one.side === side)) {
    tokens.push(...base.slice(position, change.from), ...change.tokens)
    position = change.to
  }
  return rawOf([...tokens, ...base.slice(position, to)])
}
