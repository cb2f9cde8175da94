import type { TextFormat } from './format'

const TAGS =
  'address|article|aside|blockquote|caption|colgroup|dd|div|dl|dt|h[1-6]|hr|li|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul'
const START = `<(?:${TAGS})(?=[\\s/>])`
const END = `</(?:${TAGS})\\s*>|<br\\s*/?>`

/**
 * The source with each block on a line of its own, so that one changed paragraph is one changed line.
 * White space is replaced only where it stands alone between tags, where two texts may differ and be the same.
 * A plain text has its lines already.
 */
export function sourceLines(content: string, format: TextFormat): string {
  if (format === 'plain') return content.replace(/\r\n?/g, '\n')
  return content
    .replace(/\r\n?/g, '\n')
    .replace(/^\s+(?=<)|(?<=>)\s+$/g, '')
    .replace(new RegExp(`(?<=>)[ \\t\\n]*(?=${START})`, 'gi'), '\n')
    .replace(new RegExp(`(?<=[^>\\n])(?=${START})`, 'gi'), '\n')
    .replace(new RegExp(`(${END})[ \\t\\n]*(?=<)`, 'gi'), '$1\n')
    .replace(new RegExp(`(${END})(?=[^<\\n])`, 'gi'), '$1\n')
}
