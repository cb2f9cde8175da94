import { parsedText } from '@/lib/texts/elements'
import { isSafeAddress } from './safeAddress'
import { listWordParagraphs } from './wordLists'

const KEPT_ATTRIBUTES: Record<string, readonly string[]> = {
  a: ['href'],
  ol: ['start', 'type'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
}
const DROPPED =
  'style, script, meta, link, title, xml, img, svg, iframe, object, template, noscript, button, input'
const KEPT_ELEMENTS = new Set(
  (
    'a b blockquote br code em h1 h2 h3 h4 h5 h6 hr i li ol p pre s strong sub sup table tbody td tfoot th ' +
    'thead tr u ul'
  ).split(' '),
)
const BLOCK_INSIDE = 'p, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, pre, div, hr'
const BREAK_BETWEEN_BLOCKS = ':is(p, ul, ol, table, h1, h2, h3, h4, h5, h6) + br'

/**
 * What the clipboard holds, as the markup that an author would have made here: no styles, classes, comments or
 * Office elements. Bold, italics and the like that were only a style become elements.
 */
export function cleanPaste(html: string): string {
  if (html.includes('data-pm-slice')) return html
  const body = parsedText(html)
  removeComments(body)
  listWordParagraphs(body)
  for (const element of body.querySelectorAll(DROPPED)) element.remove()
  for (const element of [...body.querySelectorAll<HTMLElement>('*')].reverse()) cleanElement(element)
  for (const lineBreak of body.querySelectorAll(BREAK_BETWEEN_BLOCKS)) lineBreak.remove()
  return body.innerHTML.trim()
}

function removeComments(root: Node): void {
  for (const node of [...root.childNodes]) {
    if (node.nodeType === Node.COMMENT_NODE) node.parentNode?.removeChild(node)
    else removeComments(node)
  }
}

function cleanElement(element: HTMLElement): void {
  const name = element.localName
  wrapStyledText(element)
  if (name === 'div' && !element.querySelector(BLOCK_INSIDE)) replaceWith(element, 'p')
  else if (!KEPT_ELEMENTS.has(name) || meansNothing(element)) element.replaceWith(...element.childNodes)
  else cleanKeptElement(element)
}

function cleanKeptElement(element: Element): void {
  for (const attribute of [...element.attributes]) {
    if (!KEPT_ATTRIBUTES[element.localName]?.includes(attribute.name)) element.removeAttribute(attribute.name)
  }
  if (isBlankParagraph(element)) element.remove()
}

/** Google Docs puts the whole clipboard into a `<b style="font-weight: normal">`; Word's anchors have no address. */
function meansNothing(element: HTMLElement): boolean {
  if (element.localName === 'a') return !isSafeAddress(element.getAttribute('href') ?? 'javascript:')
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
