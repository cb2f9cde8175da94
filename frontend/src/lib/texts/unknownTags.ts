import { isHtmlName } from './elements'

/**
 * Comments, scripts and style sheets whole, then whatever a parser would take out of sight: a tag, and "<" before
 * "!", "?" or "/". Each part is tried once, also where it is never closed.
 */
const HIDDEN =
  /<!--(?:>|->|[\s\S]*?-->)|<(script|style|svg|math)\b[^>]*>[\s\S]*?<\/\1[^>]*>|<\/?([a-z][^\s/>]*)|<[!?/]/gi
/** Elements of Office, which a text from Word still has. */
const OFFICE = /^(?:[ovwxmp]|w10|ns\d|st\d):[a-z]+$/i

/**
 * The HTML with everything as words that no browser shows and no element of HTML is: `x<y then lock` reads
 * "x<y then lock" instead of "x". Office's own elements (`o:p`) stay out of sight.
 */
export function withUnknownTagsAsWords(html: string): string {
  return html.replace(HIDDEN, (found, _raw: string | undefined, name: string | undefined) =>
    isUnknown(found, name) ? `&lt;${found.slice(1)}` : found,
  )
}

/** Each such tag once, as it is written. */
export function unknownTagsIn(html: string): string[] {
  const found = [...html.matchAll(HIDDEN)].filter(([tag, , name]) => isUnknown(tag, name))
  return [...new Set(found.map(({ index }) => html.slice(index, index + 40).replace(/>[\s\S]*/, '>')))]
}

function isUnknown(found: string, name: string | undefined): boolean {
  if (name === undefined) return found.length === 2
  return !isHtmlName(name.toLowerCase()) && !OFFICE.test(name)
}
