/** The attribute that holds, in the editor's own DOM, what the editor keeps without understanding it. */
const HOLDER = 'data-kept'
const COLUMNS = '#colgroup'

/**
 * All attributes of an element but those that the editor knows, as one value that goes through an edit untouched.
 * Nothing in it takes effect on this page: a class, a style or a handler is text until the whole is written out.
 */
export function keptAttributesOf(element: HTMLElement, known: readonly string[] = []): string | null {
  const held = element.getAttribute(HOLDER)
  if (held !== null) return held
  const kept: Record<string, string> = {}
  for (const { name, value } of element.attributes) {
    if (!known.includes(name) && !name.startsWith('data-pm-')) kept[name] = value
  }
  const columns = element.localName === 'table' ? element.querySelector(':scope > colgroup') : null
  if (columns) kept[COLUMNS] = columns.outerHTML
  return Object.keys(kept).length > 0 ? JSON.stringify(kept) : null
}

export function heldAttributes(kept: unknown): Record<string, string> {
  return typeof kept === 'string' ? { [HOLDER]: kept } : {}
}

/** Puts what was kept back in its place. `root` must belong to a document that is not shown. */
export function restoreKeptAttributes(root: Element): void {
  for (const element of root.querySelectorAll(`[${HOLDER}]`)) {
    const kept = JSON.parse(element.getAttribute(HOLDER) ?? '{}') as Record<string, string>
    element.removeAttribute(HOLDER)
    for (const [name, value] of Object.entries(kept)) {
      if (name === COLUMNS) element.insertAdjacentHTML('afterbegin', value)
      else setIfValid(element, name, value)
    }
  }
}

/** HTML's parser reads names that the DOM refuses to set; the fidelity check finds that one is missing. */
function setIfValid(element: Element, name: string, value: string): void {
  if (/^[a-z_:][-a-z0-9_:.]*$/i.test(name)) element.setAttribute(name, value)
}
