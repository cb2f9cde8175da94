const MARKER = '[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]'
const LEVEL = /mso-list:[^;]*\blevel(\d+)/i
const NUMBERED = /^[\s(]*(?:\d+|[a-z]{1,4})[.)]/i

/** Word writes list items as paragraphs with the bullet as text: makes them lists again. */
export function listWordParagraphs(body: HTMLElement): void {
  let open: { level: number; list: HTMLElement }[] = []
  let previous: Element | null = null
  for (const paragraph of [...body.querySelectorAll<HTMLElement>('p, h1, h2, h3, h4, h5, h6')]) {
    const level = levelOf(paragraph)
    if (level === null) continue
    if (previous === null || paragraph.previousElementSibling !== previous) open = []
    open = open.filter((one) => one.level <= level)
    const marker = paragraph.querySelector(MARKER)
    const tag = NUMBERED.test(marker?.textContent ?? '') ? 'ol' : 'ul'
    marker?.remove()
    if (open.at(-1)?.level !== level) open.push({ level, list: newList(paragraph, tag, open.at(-1)?.list) })
    const list = open.at(-1)?.list
    const item = body.ownerDocument.createElement('li')
    item.append(...paragraph.childNodes)
    list?.append(item)
    paragraph.remove()
    previous = open[0]?.list ?? null
  }
}

function levelOf(paragraph: HTMLElement): number | null {
  const level = LEVEL.exec(paragraph.getAttribute('style') ?? '')?.[1]
  return level === undefined ? null : Number(level)
}

function newList(paragraph: HTMLElement, tag: string, outer: HTMLElement | undefined): HTMLElement {
  const list = paragraph.ownerDocument.createElement(tag)
  if (outer) (outer.lastElementChild ?? outer).append(list)
  else paragraph.before(list)
  return list
}
