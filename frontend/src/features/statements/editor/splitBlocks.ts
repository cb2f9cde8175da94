/** One block of a text as it is spelled, and the white space before it. */
export interface SourceBlock {
  before: string
  html: string
}

const MARKUP = /<!--[\s\S]*?-->|<(\/?)([a-z][^\s/>]*)(?:"[^"]*"|'[^']*'|[^'">])*>/gi
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'wbr'])

/**
 * The outermost elements of a well-formed text. Null when there is text between them, or a tag that is not
 * closed where it should be: then only the parser knows what it means.
 */
export function splitBlocks(html: string): SourceBlock[] | null {
  const blocks: SourceBlock[] = []
  const open: string[] = []
  let end = 0
  let start = 0
  for (const tag of html.matchAll(MARKUP)) {
    const [whole, slash, rawName] = tag
    if (rawName === undefined) return null
    const name = rawName.toLowerCase()
    if (open.length === 0) start = tag.index
    if (slash) {
      if (open.pop() !== name) return null
    } else if (!VOID.has(name)) open.push(name)
    if (open.length > 0) continue
    const before = html.slice(end, start)
    if (before.trim()) return null
    end = tag.index + whole.length
    blocks.push({ before, html: html.slice(start, end) })
  }
  return open.length > 0 || html.slice(end).trim() ? null : blocks
}
