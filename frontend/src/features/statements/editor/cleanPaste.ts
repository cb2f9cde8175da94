import { isBlockName, parsedText } from '@/lib/texts/elements'
import { nameOf, shortened, wordOf } from '@/lib/texts/names'
import { markup } from '@/lib/markup.gen'
import { tidyLists } from './pastedLists'
import { isSafeAddress } from './safeAddress'
import { listWordParagraphs } from './wordLists'

export interface Pasted {
  html: string
  /** What the clipboard held and the text does not take, in words. */
  leftBehind: string[]
}

const KEPT_ATTRIBUTES: Record<string, readonly string[]> = {
  a: ['href'],
  li: ['value'],
  ol: ['start', 'type'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
}
const KEPT_ELEMENTS = new Set(
  (
    'a b blockquote br code em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong sub sup table tbody td tfoot th ' +
    'thead tr u ul'
  ).split(' '),
)
/** Of no use here, and nothing that an author would miss. */
const CLUTTER = 'style, script, meta, link, title, xml, template, noscript, base, head, wbr'
/** What tracked changes have deleted; it is in the clipboard all the same. */
const DELETED = 'del, .msoDel'
const HIDDEN =
  '[style*="mso-hide:all" i], [style*="mso-hide: all" i], [style*="display:none" i], [style*="display: none" i]'
const COMMENT_LIST = '[style*="mso-element:comment-list" i]'
const COMMENT = '[style*="mso-element:comment" i]:not([style*="comment-list" i])'
const COMMENT_ANCHOR = '.MsoCommentReference, .msocomanchor, [style*="mso-special-character:comment" i]'
const NAMED = [
  ...Object.entries(markup.active_elements).flatMap(([name, { content }]) =>
    content === 'unwrap' ? [] : name,
  ),
  ...['audio', 'button', 'canvas', 'img', 'input', 'meter', 'progress', 'select', 'video'],
].join()
const BREAK_BETWEEN_BLOCKS = ':is(p, ul, ol, table, h1, h2, h3, h4, h5, h6) + br'

/**
 * What the clipboard holds, as the markup that an author would have made here: no styles, classes, comments or
 * Office elements. Bold, italics and the like that were only a style become elements, and numbering stays.
 */
export function cleanPaste(html: string): Pasted {
  if (html.includes('data-pm-slice')) return { html, leftBehind: [] }
  const body = parsedText(html)
  const leftBehind = takeOut(body, html)
  listWordParagraphs(body)
  tidyLists(body)
  for (const element of [...body.querySelectorAll<HTMLElement>('*')].reverse())
    cleanElement(element, leftBehind)
  for (const lineBreak of body.querySelectorAll(BREAK_BETWEEN_BLOCKS)) lineBreak.remove()
  return { html: body.innerHTML.trim(), leftBehind: counted(leftBehind) }
}

/** What must not become text: first what was deleted, so that what was in it is not named for itself. */
function takeOut(body: HTMLElement, html: string): string[] {
  const leftBehind: string[] = []
  const leave = (selector: string, inWords: (element: Element) => string | null) => {
    for (const element of [...body.querySelectorAll(selector)]) {
      if (!body.contains(element)) continue
      const words = inWords(element)
      if (words !== null) leftBehind.push(words)
      element.remove()
    }
  }
  removeComments(body)
  for (const element of body.querySelectorAll(CLUTTER)) element.remove()
  leave(DELETED, (element) => quoted('deleted text', element))
  leave(HIDDEN, (element) => quoted('hidden text', element))
  const hasComments = body.querySelector(COMMENT) !== null
  leave(COMMENT, (element) => quoted('a comment', element))
  leave(COMMENT_LIST, () => null)
  leave(COMMENT_ANCHOR, (element) => (hasComments || !element.textContent.trim() ? null : 'a comment'))
  leave(NAMED, (element) => nameOfPasted(element))
  // Drawings that Word writes as conditional comments, with no picture beside them.
  if (leftBehind.length === 0 && /<v:imagedata\b/i.test(html)) leftBehind.push('a picture')
  return leftBehind
}

function quoted(what: string, element: Element): string | null {
  const text = element.textContent.replace(/\s+/g, ' ').trim()
  return text ? `${what}: “${shortened(text)}”` : null
}

/** Of a file that only was on the author's own machine, the address says nothing. */
function nameOfPasted(element: Element): string {
  const said = element.getAttribute('alt')?.trim() ?? element.getAttribute('title')?.trim()
  if (said) return `a ${wordOf(element.localName)}: “${shortened(said)}”`
  const isLocal = /^(?:file|data|blob|cid):/i.test(element.getAttribute('src') ?? '')
  const word = isLocal ? wordOf(element.localName) : nameOf(element)
  return `${/^[aeio]/.test(word) ? 'an' : 'a'} ${word}`
}

function counted(words: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].map(([word, count]) => (count === 1 ? word : `${word} (${count} times)`))
}

function removeComments(root: Node): void {
  for (const node of [...root.childNodes]) {
    if (node.nodeType === Node.COMMENT_NODE) node.parentNode?.removeChild(node)
    else removeComments(node)
  }
}

function cleanElement(element: HTMLElement, leftBehind: string[]): void {
  const name = element.localName
  wrapStyledText(element)
  if (name === 'div' && !hasBlocks(element)) replaceWith(element, 'p')
  else if (name === 'strike') replaceWith(element, 's')
  else if (name === 'a' && hasUnusableAddress(element)) {
    leftBehind.push(`the address of the link “${shortened(element.textContent.trim())}”`)
    element.replaceWith(...element.childNodes)
  } else if (!KEPT_ELEMENTS.has(name) || meansNothing(element)) element.replaceWith(...element.childNodes)
  else cleanKeptElement(element)
}

function hasBlocks(element: Element): boolean {
  return [...element.querySelectorAll('*')].some(({ localName }) => isBlockName(localName))
}

function cleanKeptElement(element: Element): void {
  for (const attribute of [...element.attributes]) {
    if (!KEPT_ATTRIBUTES[element.localName]?.includes(attribute.name)) element.removeAttribute(attribute.name)
  }
  if (isBlankParagraph(element)) element.remove()
}

/** A place in the document that it was copied from is none here. */
function hasUnusableAddress(link: HTMLElement): boolean {
  const address = link.getAttribute('href')
  return (
    address !== null && !address.startsWith('#') && !isSafeAddress(address) && link.textContent.trim() !== ''
  )
}

/** Google Docs puts the whole clipboard into a `<b style="font-weight: normal">`; Word's anchors have no address. */
function meansNothing(element: HTMLElement): boolean {
  if (element.localName === 'a')
    return !/^(?!#)./.test(element.getAttribute('href') ?? '') || hasUnusableAddress(element)
  return element.localName === 'b' && /^(normal|400)$/.test(element.style.fontWeight)
}

function wrapStyledText(element: HTMLElement): void {
  if (!['span', 'font'].includes(element.localName) || !element.textContent) return
  for (const tag of tagsOfStyle(element.style)) {
    const wrapper = element.ownerDocument.createElement(tag)
    wrapper.append(...element.childNodes)
    element.append(wrapper)
  }
}

function tagsOfStyle(style: CSSStyleDeclaration): string[] {
  const decoration = `${style.textDecoration} ${style.getPropertyValue('text-decoration-line')}`
  const tags: [string, boolean][] = [
    ['strong', style.fontWeight === 'bold' || Number(style.fontWeight) >= 600],
    ['em', style.fontStyle === 'italic'],
    ['u', decoration.includes('underline')],
    ['s', decoration.includes('line-through')],
    ['sub', style.verticalAlign === 'sub'],
    ['sup', style.verticalAlign === 'super'],
  ]
  return tags.filter(([, applies]) => applies).map(([tag]) => tag)
}

function replaceWith(element: Element, name: string): void {
  const replacement = element.ownerDocument.createElement(name)
  replacement.append(...element.childNodes)
  element.replaceWith(replacement)
}

/** Word and Google Docs make distance with paragraphs that hold nothing. */
function isBlankParagraph(element: Element): boolean {
  if (!/^(p|h[1-6])$/.test(element.localName) || element.closest('td, th, li')) return false
  return !element.textContent.replaceAll('\u00a0', ' ').trim()
}
