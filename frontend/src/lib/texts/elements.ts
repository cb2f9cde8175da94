import { markup } from '../markup.gen'

const BLOCK_NAMES: ReadonlySet<string> = new Set(markup.block_elements)
const HTML_NAMES: ReadonlySet<string> = new Set([
  ...Object.keys(markup.elements),
  ...Object.keys(markup.other_elements),
  ...Object.keys(markup.active_elements),
])

/** Elements that begin a line of their own, as a CSS selector. */
export const BLOCKS = markup.block_elements.join(',')

export function isBlockName(name: string): boolean {
  return BLOCK_NAMES.has(name)
}

/** Whether HTML has, or once had, an element of this name. */
export function isHtmlName(name: string): boolean {
  return HTML_NAMES.has(name)
}

/** The parsed text. Nothing in it is loaded or run. */
export function parsedText(html: string): HTMLElement {
  return new DOMParser().parseFromString(`<!doctype html><body>${html}</body>`, 'text/html').body
}
