import { isBlockName, isHtmlName, parsedText } from '@/lib/texts/elements'
import { nameOf } from '@/lib/texts/names'
import { markup } from '@/lib/markup.gen'
import { holdAttributes, TABLE_HEAD } from './keptAttributes'

/** Stands for an element that the editor shows by its name and writes out as it was. */
export const ATOM = 'kept-atom'
/** On a `div` that stands for another element with blocks in it. */
export const TAG = 'data-tag'
export const SECTION = 'data-section'
/** The words of a table's caption, which CSS shows. */
export const CAPTION = 'data-caption'

/** Shown by their name: they have no text that could be edited here, or more than one. */
const ATOMS = new Set(
  'img image picture map audio video canvas button input meter progress ruby datalist'.split(' '),
)
/** Boxes with blocks in them. */
const BOXES = new Set(
  (
    'address article aside center dd details dialog dl dt fieldset figcaption figure footer form header hgroup ' +
    'legend main nav search section summary'
  ).split(' '),
)

/**
 * The text as the rich text editor reads it: without what never survives, what shows nothing left where it is for
 * whoever writes the text out, and attributes in one that takes no effect.
 */
export function editorDom(html: string): HTMLElement {
  const body = parsedText(html)
  takeOutActive(body)
  takeOutUnseen(body)
  for (const element of body.querySelectorAll([...ATOMS].join())) element.replaceWith(atomOf(element))
  for (const table of body.querySelectorAll('table')) holdAttributes(table, headOf(table))
  for (const element of [...body.querySelectorAll('*')].reverse()) prepare(element)
  return body
}

/** The same, but in the text's own elements: what the editor has to bring back when it writes the text anew. */
export function representedDom(html: string): HTMLElement {
  const body = parsedText(html)
  takeOutActive(body)
  takeOutUnseen(body)
  for (const section of body.querySelectorAll('thead, tbody, tfoot')) {
    for (const { name } of [...section.attributes]) section.removeAttribute(name)
  }
  return body
}

const ACTIVE: Record<string, { content: string } | undefined> = markup.active_elements

/** Scripts and the like are taken out when the text is saved, and never come into this page. */
function takeOutActive(body: HTMLElement): void {
  for (const element of [...body.querySelectorAll(Object.keys(markup.active_elements).join())]) {
    const content = ACTIVE[element.localName]?.content
    if (content === 'unwrap') element.replaceWith(...element.childNodes)
    else if (content === 'text') element.replaceWith(element.textContent)
    else element.remove()
  }
  for (const element of body.querySelectorAll('*')) {
    for (const { name } of [...element.attributes]) {
      if (name.startsWith('on') || isIn(markup.active_attributes, name)) element.removeAttribute(name)
    }
  }
}

function isIn(names: readonly string[], name: string): boolean {
  return names.includes(name)
}

/** Comments, Office's own elements, and inline elements without content. They stay where they are in the source. */
function takeOutUnseen(body: HTMLElement): void {
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT)
  const found: Node[] = []
  while (comments.nextNode()) found.push(comments.currentNode)
  for (const comment of found) comment.parentNode?.removeChild(comment)
  for (const element of [...body.querySelectorAll('*')].reverse()) {
    if (element.localName.includes(':')) element.replaceWith(...element.childNodes)
    else if (showsNothing(element)) element.remove()
  }
}

function showsNothing(element: Element): boolean {
  const name = element.localName
  if (name === 'wbr' || name === 'basefont' || name === 'bgsound') return true
  return (
    !element.hasChildNodes() && !isBlockName(name) && !ATOMS.has(name) && name !== 'br' && isHtmlName(name)
  )
}

function prepare(element: Element): void {
  const name = element.localName
  if (name === 'table' || name === ATOM) return
  holdAttributes(element)
  if (name === 'tr') element.setAttribute(SECTION, element.parentElement?.localName ?? 'tbody')
  if (BOXES.has(name)) element.replaceWith(boxOf(element))
}

function atomOf(element: Element): Element {
  const atom = element.ownerDocument.createElement(ATOM)
  atom.setAttribute('data-html', element.outerHTML)
  atom.setAttribute('data-name', nameOf(element))
  return atom
}

function boxOf(element: Element): Element {
  const box = element.ownerDocument.createElement('div')
  for (const { name, value } of element.attributes) box.setAttribute(name, value)
  box.setAttribute(TAG, element.localName)
  box.append(...element.childNodes)
  return box
}

function headOf(table: Element): Record<string, string> {
  const parts = [...table.querySelectorAll(':scope > caption, :scope > colgroup')]
  for (const part of parts) part.remove()
  return parts.length > 0 ? { [TABLE_HEAD]: parts.map((part) => part.outerHTML).join('') } : {}
}
