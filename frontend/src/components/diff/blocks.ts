export type BlockKind = 'paragraph' | 'heading' | 'item' | 'row' | 'quote' | 'code'

/** One paragraph, heading, list item or table row of a statement, as plain text. */
export interface Block {
  kind: BlockKind
  text: string
  /** What stands before a list item: "•" or "2." */
  marker: string
  /** How many lists it is in. */
  depth: number
  /** A detached copy, only to tell whether the formatting is the same. Never put into the page. */
  markup: Element
}

const BLOCK_TAGS =
  'address,article,aside,blockquote,caption,col,colgroup,dd,div,dl,dt,h1,h2,h3,h4,h5,h6,hr,li,ol,p,pre,section,table,tbody,td,tfoot,th,thead,tr,ul'
const MARKUP = /<[a-z/!?]/i
const KINDS: Record<string, BlockKind> = {
  LI: 'item',
  DT: 'item',
  DD: 'item',
  BLOCKQUOTE: 'quote',
  PRE: 'code',
}

/** The blocks of a statement, in reading order. A text without markup has one for each line. */
export function blocksOf(content: string): Block[] {
  const document = new DOMParser().parseFromString('', 'text/html')
  if (MARKUP.test(content)) {
    return readBlocks(new DOMParser().parseFromString(content, 'text/html').body, 'paragraph')
  }
  return content.split(/\r\n|\r|\n/).flatMap((line) => {
    const paragraph = document.createElement('p')
    paragraph.textContent = line
    return blockOf(paragraph, 'paragraph', [...paragraph.childNodes])
  })
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
  const markup = row.cloneNode(true) as Element
  return [{ kind: 'row', text: cells.join(' | '), marker: '', depth: listDepth(row), markup }]
}

function isBlock(node: Node): node is Element {
  if (node.nodeType !== Node.ELEMENT_NODE) return false
  const element = node as Element
  return element.matches(BLOCK_TAGS) || element.querySelector(BLOCK_TAGS) !== null
}

function kindOf(element: Element, inherited: BlockKind): BlockKind {
  if (/^H[1-6]$/.test(element.tagName)) return 'heading'
  return KINDS[element.tagName] ?? inherited
}

function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.textContent ?? ''
  if (node.nodeType !== Node.ELEMENT_NODE) return ''
  const element = node as Element
  if (element.matches('script, style')) return ''
  if (element.matches('br')) return '\u2028'
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
  if (!item || !isFirstText(element, item)) return ''
  const list = item.parentElement
  if (!list?.matches('ol:not([type], [reversed])')) return '•'
  const start = Number(list.getAttribute('start') ?? 1)
  return `${start + [...list.children].indexOf(item)}.`
}

function isFirstText(element: Element, item: Element): boolean {
  return element === item || item.firstElementChild === element
}

function listDepth(element: Element): number {
  const list = element.closest('ul, ol')
  return list?.parentElement ? 1 + listDepth(list.parentElement) : 0
}
