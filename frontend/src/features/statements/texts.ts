import type { Schemas } from '@/lib/api'

export type Statement = Schemas['StatementView']

/** The server refuses more. */
export const MAX_BYTES = 100_000
const TAG = /<[a-zA-Z/!][^<>]*>/g
const MARKUP = /<[a-zA-Z/!?]/

/** What an author sees and edits: the local text if there is one, the base otherwise. */
export function shownText(statement: Statement): string {
  return statement.local_content ?? statement.content
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length
}

/** Nothing in it that a reader could read. */
export function isBlank(text: string): boolean {
  return (
    text
      .replace(TAG, ' ')
      .replaceAll(/&nbsp;|&#160;|&#xa0;/gi, ' ')
      .trim() === ''
  )
}

/** A text without markup: a plain text field in ServiceNow, whose line breaks and "<" are meant as they stand. */
export function isPlainText(text: string): boolean {
  return text.trim() !== '' && !MARKUP.test(text) && !/&[a-z#0-9]+;/i.test(text)
}

/** A plain text as HTML, line by line. */
export function asMarkup(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return escaped
    .split(/(?:\r?\n){2,}/)
    .map((paragraph) => `<p>${paragraph.replaceAll(/\r?\n/g, '<br>')}</p>`)
    .join('\n')
}
