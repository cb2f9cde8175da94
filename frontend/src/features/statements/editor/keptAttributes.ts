/** The attribute that holds, in the editor's own DOM, what the editor keeps without understanding it. */
export const HOLDER = 'data-kept'
/** HTML that goes to the beginning of a table: its caption and columns. */
export const TABLE_HEAD = '#head'

/** Attributes that the editor shows and changes itself, by the element's name. */
const KNOWN: Record<string, readonly string[]> = {
  a: ['href'],
  li: ['value'],
  ol: ['start', 'type'],
  td: ['colspan', 'rowspan'],
  th: ['colspan', 'rowspan'],
}

/**
 * Puts all attributes of an element but those that the editor knows into one that goes through an edit untouched.
 * Nothing in it takes effect on this page: a class, a style or a handler is text until the whole is written out.
 */
export function holdAttributes(element: Element, more: Record<string, string> = {}): void {
  const known = KNOWN[element.localName] ?? []
  const kept: Record<string, string> = { ...more }
  for (const { name, value } of [...element.attributes]) {
    if (known.includes(name)) continue
    kept[name] = value
    element.removeAttribute(name)
  }
  if (Object.keys(kept).length > 0) element.setAttribute(HOLDER, JSON.stringify(kept))
}

/** Puts what was held back in its place. `root` must belong to a document that is not shown. */
export function restoreAttributes(root: Element): void {
  for (const element of root.querySelectorAll(`[${HOLDER}]`)) {
    const held = entriesOf(element.getAttribute(HOLDER) ?? '')
    element.removeAttribute(HOLDER)
    for (const [name, value] of held) {
      if (name === TABLE_HEAD) element.insertAdjacentHTML('afterbegin', value)
      else setIfValid(element, name, value)
    }
  }
}

/** What is pasted may only look as if it came from this editor. */
function entriesOf(held: string): [string, string][] {
  try {
    const entries = Object.entries(JSON.parse(held) as object)
    return entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  } catch {
    return []
  }
}

/** HTML's parser reads names that the DOM refuses to set; the fidelity check finds that one is missing. */
function setIfValid(element: Element, name: string, value: string): void {
  if (/^[a-z_:][-a-z0-9_:.]*$/i.test(name)) element.setAttribute(name, value)
}
