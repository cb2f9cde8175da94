import { getSchema } from '@tiptap/core'
import { DOMParser as ModelParser, DOMSerializer, type Node as Model, type Schema } from '@tiptap/pm/model'
import { parsedText } from '@/lib/texts/elements'
import { extensions } from './extensions'
import { restoreKeptAttributes } from './keptAttributes'
import { splitBlocks, type SourceBlock } from './splitBlocks'

const defaultSchema = getSchema(extensions)

/** A text as it was loaded: what is not edited is written out as it was, letter for letter. */
export class LoadedText {
  readonly html: string
  readonly doc: Model
  private readonly blocks: SourceBlock[]
  private readonly end: string
  private readonly wrapsItems: boolean

  /** An editor has a schema of its own, and only documents of one schema can be compared. */
  constructor(html: string, schema: Schema = defaultSchema) {
    this.html = html
    this.doc = ModelParser.fromSchema(schema).parse(parsedText(html))
    this.blocks = blocksLike(this.doc, html)
    this.end = /\s*$/.exec(html)?.[0] ?? ''
    this.wrapsItems = /<(?:li|td|th)\b[^>]*>\s*<p\b/i.test(html)
  }

  /** `doc` as HTML, blocks that are still those of the loaded text in their own spelling. */
  write(doc: Model): string {
    if (doc.eq(this.doc)) return this.html
    const blocks = matchBlocks(this.doc, doc).map((original, index) => {
      const source = original === null ? undefined : this.blocks[original]
      return source ?? { before: this.usualGap(index), html: writeBlock(doc.child(index), this.wrapsItems) }
    })
    return blocks.map(({ before, html }) => before + html).join('') + this.end
  }

  /** `doc` written anew from what the editor knows, nothing taken from the loaded text. */
  writeAnew(): string {
    return this.doc.content.content.map((block) => writeBlock(block, this.wrapsItems)).join('')
  }

  private usualGap(index: number): string {
    return index === 0 ? '' : (this.blocks[1]?.before ?? '')
  }
}

/** The blocks' own spelling, if each of them means the same block alone as it does in the text. */
function blocksLike(doc: Model, html: string): SourceBlock[] {
  const blocks = splitBlocks(html)
  if (blocks?.length !== doc.childCount) return []
  const same = blocks.every((block, index) => {
    const alone = ModelParser.fromSchema(doc.type.schema).parse(parsedText(block.html))
    return alone.childCount === 1 && alone.child(0).eq(doc.child(index))
  })
  return same ? blocks : []
}

/** For each block of `after`, which block of `before` it is; null for one that is new or changed. */
export function matchBlocks(before: Model, after: Model): (number | null)[] {
  let next = 0
  const matches: (number | null)[] = []
  after.forEach((block) => {
    for (let index = next; index < before.childCount; index++) {
      if (!before.child(index).eq(block)) continue
      next = index + 1
      matches.push(index)
      return
    }
    matches.push(null)
  })
  return matches
}

function writeBlock(block: Model, wrapsItems: boolean): string {
  const unseen = document.implementation.createHTMLDocument('')
  const holder = unseen.createElement('div')
  const serialiser = DOMSerializer.fromSchema(block.type.schema)
  holder.append(serialiser.serializeNode(block, { document: unseen }))
  for (const table of holder.querySelectorAll('table')) restoreSections(table)
  if (!wrapsItems) unwrapItems(holder)
  restoreKeptAttributes(holder)
  return holder.innerHTML
}

function restoreSections(table: HTMLTableElement): void {
  const rows = [...table.querySelectorAll<HTMLTableRowElement>(':scope > tbody > tr')]
  table.replaceChildren()
  let section: Element | undefined
  for (const row of rows) {
    const held = row.getAttribute('data-section') ?? 'tbody'
    const name = ['thead', 'tbody', 'tfoot'].includes(held) ? held : 'tbody'
    row.removeAttribute('data-section')
    if (section?.localName !== name) section = table.appendChild(table.ownerDocument.createElement(name))
    section.append(row)
  }
}

/** `<li><p>one</p></li>` → `<li>one</li>`, as ServiceNow's own editor writes it. */
function unwrapItems(root: Element): void {
  for (const item of root.querySelectorAll('li, td, th')) {
    const first = item.firstElementChild
    const rest = first ? [...item.children].slice(1) : []
    if (first?.localName !== 'p' || first.attributes.length > 0) continue
    if (rest.some((element) => element.localName === 'p')) continue
    first.replaceWith(...first.childNodes)
  }
}
