import type { Schemas } from '@/lib/api'
import type { TextFormat } from '@/lib/texts/format'

export type Statement = Schemas['StatementView']

/** The server refuses more. */
export const MAX_BYTES = 100_000
const TAG = /<[a-zA-Z/!][^<>]*>/g

/** What an author sees and edits: the local text if there is one, the base otherwise. */
export function shownText(statement: Statement): string {
  return statement.local_content ?? statement.content
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

/** Nothing in it that a reader could read. */
export function isBlank(text: string, format: TextFormat): boolean {
  if (format === 'plain') return text.trim() === ''
  const words = text.replace(TAG, ' ').replaceAll(/&nbsp;|&#160;|&#xa0;/gi, ' ')
  return words.trim() === ''
}
