import { markup } from '../markup.gen'
import { BLOCKS, parsedText } from './elements'
import type { TextFormat } from './format'
import { listMarker } from './listMarker'
import { nameOf, shortened } from './names'
import { canonicalElement } from './sameText'
import { withUnknownTagsAsWords } from './unknownTags'

export type BlockKind = 'paragraph' | 'heading' | 'item' | 'row' | 'quote' | 'code' | 'line'

/** One paragraph, heading, list item or table row of a statement, or one line of a plain text, as words. */
export interface Block {
  kind: BlockKind
  text: string
  /** What stands before a list item: "•" or "2." */
  marker: string
  /** How many lists it is in. */
  depth: number
  /** A detached copy, only to tell whether the formatting is the same. Never put into the page. */
  markup: Element | null
}

const KINDS: Record<string, BlockKind> = {
  LI: 'item',
  DT: 'item',
  DD: 'item',
  BLOCKQUOTE: 'quote',
  PRE: 'code',
}
/** What has no words of its own, or none that are shown: it is named in its place. */
const NAMED = new Set([
  ...Object.entries(markup.active_elements).flatMap(([name, { content }]) =>
    content === 'unwrap' ? [] : name,
  ),
  ...['audio', 'canvas', 'img', 'input', 'meter', 'progress', 'video'],
])

/** The blocks of a statement, in reading order; nothing that is in the text is left out. */
export function blocksOf(content: string, format: TextFormat): Block[] {
  if (format === 'plain') return content.split(/\r\n|\r|\n/).map(lineOf)
  return readBlocks(parsedText(withUnknownTagsAsWords(content)), 'paragraph')
}

function lineOf(text: string): Block {
  return { kind: 'line', text, marker: '', depth: 0, markup: null }
}

function readBlocks(parent: Element, kind: BlockKind): Block[] {
  const blocks: Block[] = []
  let inline: Node[] = []
  const flush = () => {
    blocks.push(...blockOf(parent, kind, inline))
    inline = []
  }
  for (const node of parent.childNodes) {
    if (!isBlock(node)) {
      inline.push(node)
      continue
    }
    flush()
    blocks.push(...(node.matches('tr') ? rowOf(node) : readBlocks(node, kindOf(node, kind))))
  }
  flush()
  return blocks
}

function blockOf(parent: Element, kind: BlockKind, nodes: Node[]): Block[] {
  const text = tidy(nodes.map(textOf).join(''), kind)
  if (text === '') return []
  const markup = parent.cloneNode(false) as Element
  markup.append(...nodes.map((node) => node.cloneNode(true)))
  return [{ kind, text, marker: markerOf(parent), depth: listDepth(parent), markup }]
}

function rowOf(row: Element): Block[] {
  const cells = [...row.children].map((cell) => tidy(textOf(cell), 'row'))
  if (cells.every((cell) => cell === '')) return []
  return [{ kind: 'row', text: cells.join(' | '), marker: '', depth: listDepth(row), markup: row }]
}

/** Whether two blocks of the same words have the same formatting and place in a list. */
export function isSameBlock(one: Block, other: Block): boolean {
  if (one.marker !== other.marker) return false
  if (!one.markup || !other.markup || one.markup.isEqualNode(other.markup)) return true
  return canonicalElement(one.markup) === canonicalElement(other.markup)
}

function isBlock(node: Node): node is Element {
  if (node.nodeType !== Node.ELEMENT_NODE) return false
  const element = node as Element
  return (
    element.matches(BLOCKS) || (NAMED.has(element.localName) ? false : element.querySelector(BLOCKS) !== null)
  )
}

function kindOf(element: Element, inherited: BlockKind): BlockKind {
  if (/^H[1-6]$/.test(element.tagName)) return 'heading'
  return KINDS[element.tagName] ?? inherited
}

function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
  if (node.nodeType === Node.COMMENT_NODE) return `<!--${shortened(node.textContent ?? '')}-->`
  if (node.nodeType !== Node.ELEMENT_NODE) return ''
  const element = node as Element
  if (element.matches('br')) return '\u2028'
  if (NAMED.has(element.localName)) return `[${nameOf(element)}]`
  const text = [...element.childNodes].map(textOf).join('')
  return isBlock(element) ? ` ${text} ` : text
}

/** White space as a browser shows it; U+2028 stands for a line break that the author made. */
function tidy(text: string, kind: BlockKind): string {
  const shown = kind === 'code' ? text : text.replace(/[ \t\r\n\f]+/g, ' ')
  return shown.replace(/ *\u2028 */g, '\n').trim()
}

function markerOf(element: Element): string {
  const item = element.closest('li')
  return item && isFirstText(element, item) ? listMarker(item) : ''
}

function isFirstText(element: Element, item: Element): boolean {
  return element === item || item.firstElementChild === element
}

function listDepth(element: Element): number {
  const list = element.closest('ul, ol')
  return list?.parentElement ? 1 + listDepth(list.parentElement) : 0
}
