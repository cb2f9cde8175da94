import { numberOf, type ListNumber } from './listNumbers'

const MARKER = '[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]'
const LEVEL = /mso-list:[^;]*\blevel(\d+)/i

interface OpenList {
  level: number
  list: HTMLElement
  /** Of its last item; null for bullets. */
  last: ListNumber | null
}

/** Word writes list items as paragraphs with the number as text: makes them lists again, numbered as they were. */
export function listWordParagraphs(body: HTMLElement): void {
  let open: OpenList[] = []
  let previous: Element | null = null
  // What a list that was interrupted by a paragraph would go on with, by its level.
  const last = new Map<number, ListNumber>()
  for (const paragraph of [...body.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')]) {
    const level = levelOf(paragraph)
    if (level === null) continue
    const marker = paragraph.querySelector(MARKER)
    const sign = marker?.textContent.replace(/[\s\u00a0]+/g, ' ').trim() ?? ''
    const number = numberOf(sign, after(last.get(level)))
    marker?.remove()
    if (!paragraph.textContent.trim()) {
      // Its text was deleted in tracked changes.
      paragraph.remove()
      continue
    }
    if (paragraph.localName !== 'p' || isMoreThanANumber(sign, number)) {
      // A heading stays one, and "2.1" is no number that a list can have.
      paragraph.prepend(`${sign} `)
      continue
    }
    if (previous === null || paragraph.previousElementSibling !== previous) open = []
    open = open.filter((one) => one.level <= level)
    for (const known of last.keys()) if (known > level) last.delete(known)
    let here = open.at(-1)
    if (here?.level !== level || !goesOn(here.last, number)) {
      if (here?.level === level) open.pop()
      here = { level, list: newList(paragraph, number, open.at(-1)?.list), last: null }
      open.push(here)
    }
    here.list.append(newItem(paragraph, number, here.last))
    paragraph.remove()
    here.last = number
    if (number) last.set(level, number)
    previous = open[0]?.list ?? null
  }
}

function levelOf(paragraph: HTMLElement): number | null {
  const level = LEVEL.exec(paragraph.getAttribute('style') ?? '')?.[1]
  return level === undefined ? null : Number(level)
}

function after(number: ListNumber | undefined): ListNumber | null {
  return number ? { ...number, number: number.number + 1 } : null
}

/** Whether the item belongs to the list of the one before it. */
function goesOn(last: ListNumber | null, number: ListNumber | null): boolean {
  return last?.type === number?.type && (number?.number ?? 1) > (last?.number ?? 0)
}

/** Letters or digits that make no number: "2.1", "Step 4". */
function isMoreThanANumber(sign: string, number: ListNumber | null): boolean {
  return number === null && /[\p{L}\p{N}]/u.test(sign) && !/^[o§]$/.test(sign)
}

function newList(
  paragraph: HTMLElement,
  number: ListNumber | null,
  outer: HTMLElement | undefined,
): HTMLElement {
  const list = paragraph.ownerDocument.createElement(number ? 'ol' : 'ul')
  if (number && number.type !== '1') list.setAttribute('type', number.type)
  if (number && number.number !== 1) list.setAttribute('start', String(number.number))
  if (outer) (outer.lastElementChild ?? outer).append(list)
  else paragraph.before(list)
  return list
}

function newItem(paragraph: HTMLElement, number: ListNumber | null, last: ListNumber | null): HTMLElement {
  const item = paragraph.ownerDocument.createElement('li')
  if (number && last && number.number !== last.number + 1) item.setAttribute('value', String(number.number))
  item.append(...paragraph.childNodes)
  return item
}
