import { getSchema } from '@tiptap/core'
import { DOMParser as ModelParser, DOMSerializer, type Node as Model, type Schema } from '@tiptap/pm/model'
import { diffArrays } from 'diff'
import { ATOM, CAPTION, editorDom, SECTION, TAG } from './editorDom'
import { extensions } from './extensions'
import { restoreAttributes } from './keptAttributes'
import { spelledLike } from './spelledLike'
import { splitBlocks, type SourceBlock } from './splitBlocks'

const defaultSchema = getSchema(extensions)

/** A text as it was loaded: what is not edited is written out as it was, letter for letter. */
export class LoadedText {
  readonly html: string
  readonly doc: Model
  private readonly schema: Schema
  /** The spelling of each block of `doc`; null where the text cannot be taken apart. */
  private readonly blocks: SourceBlock[] | null
  private readonly end: string
  private readonly wrapsItems: boolean
  private readonly written = new WeakMap<Model, string>()

  /** An editor has a schema of its own, and only documents of one schema can be compared. */
  constructor(html: string, schema: Schema = defaultSchema) {
    this.html = html
    this.schema = schema
    this.doc = this.parse(html)
    this.blocks = this.blocksOfDoc()
    this.end = /\s*$/.exec(html)?.[0] ?? ''
    this.wrapsItems = /<(?:li|td|th)\b[^>]*>\s*<p\b/i.test(html)
  }

  /** `doc` as HTML, in the loaded text's own spelling wherever it still is that text. */
  write(doc: Model): string {
    if (doc.eq(this.doc)) return this.html
    const old = [...this.doc.content.content]
    const now = [...doc.content.content]
    if (!this.blocks) return this.respelled([this.whole()], old, now, true) + this.end
    const blocks = [...this.blocks]
    const pieces: string[] = []
    let gone: [SourceBlock[], Model[]] = [[], []]
    for (const run of diffArrays(old, now, { comparator: (one, other) => one.eq(other) })) {
      if (run.removed) {
        gone = [blocks.splice(0, run.count), run.value]
        continue
      }
      if (run.added) pieces.push(this.respelled(...gone, run.value, pieces.length === 0))
      else pieces.push(...blocks.splice(0, run.count).map(({ before, html }) => before + html))
      gone = [[], []]
    }
    return pieces.join('') + this.end
  }

  /** `doc` written anew from what the editor knows, nothing taken from the loaded text. */
  writeAnew(): string {
    return this.writeBlocks(this.doc.content.content, '')
  }

  private parse(html: string): Model {
    return ModelParser.fromSchema(this.schema).parse(editorDom(html))
  }

  /** The blocks' own spelling, if each of them means the same block alone as it does in the text. */
  private blocksOfDoc(): SourceBlock[] | null {
    const blocks = splitBlocks(this.html)
    if (blocks?.length !== this.doc.childCount) return null
    const same = blocks.every((block, index) => {
      const alone = this.parse(block.html)
      return alone.childCount === 1 && alone.child(0).eq(this.doc.child(index))
    })
    return same ? blocks : null
  }

  private whole(): SourceBlock {
    return { before: '', html: this.html.slice(0, this.html.length - this.end.length) }
  }

  /** Blocks that were changed: what is left of their old spelling stays. */
  private respelled(
    source: SourceBlock[],
    old: readonly Model[],
    now: readonly Model[],
    first: boolean,
  ): string {
    const gap = this.blocks?.[1]?.before ?? ''
    const lead = source[0]?.before ?? (first ? '' : gap)
    const spelling = source.map(({ before, html }, index) => (index === 0 ? html : before + html)).join('')
    const edited = this.writeBlocks(now, gap)
    const text = spelledLike(spelling, this.writeBlocks(old, gap), edited)
    return lead + (this.parse(text).eq(this.parse(edited)) ? text : edited)
  }

  private writeBlocks(blocks: readonly Model[], gap: string): string {
    return blocks.map((block) => this.writeBlock(block)).join(gap)
  }

  /** Blocks do not change: an edit makes new ones. */
  private writeBlock(block: Model): string {
    const known = this.written.get(block) ?? writeBlock(block, this.wrapsItems)
    this.written.set(block, known)
    return known
  }
}

function writeBlock(block: Model, wrapsItems: boolean): string {
  const unseen = document.implementation.createHTMLDocument('')
  const holder = unseen.createElement('div')
  const serialiser = DOMSerializer.fromSchema(block.type.schema)
  holder.append(serialiser.serializeNode(block, { document: unseen }))
  for (const table of holder.querySelectorAll('table')) restoreSections(table)
  for (const table of holder.querySelectorAll(`[${CAPTION}]`)) table.removeAttribute(CAPTION)
  for (const box of [...holder.querySelectorAll(`[${TAG}]`)].reverse()) restoreBox(box)
  if (!wrapsItems) unwrapItems(holder)
  restoreAttributes(holder)
  for (const atom of holder.querySelectorAll(ATOM)) atom.outerHTML = atom.getAttribute('data-html') ?? ''
  return holder.innerHTML
}

function restoreSections(table: HTMLTableElement): void {
  const rows = [...table.querySelectorAll<HTMLTableRowElement>(':scope > tbody > tr')]
  table.replaceChildren()
  let section: Element | undefined
  for (const row of rows) {
    const held = row.getAttribute(SECTION) ?? 'tbody'
    const name = ['thead', 'tbody', 'tfoot'].includes(held) ? held : 'tbody'
    row.removeAttribute(SECTION)
    if (section?.localName !== name) section = table.appendChild(table.ownerDocument.createElement(name))
    section.append(row)
  }
}

function restoreBox(box: Element): void {
  const element = box.ownerDocument.createElement(box.getAttribute(TAG) ?? 'div')
  for (const { name, value } of box.attributes) if (name !== TAG) element.setAttribute(name, value)
  element.append(...box.childNodes)
  box.replaceWith(element)
}

const ITEMS = 'li, td, th, dt, dd, summary, figcaption, legend'

/** `<li><p>one</p></li>` → `<li>one</li>`, as ServiceNow's own editor writes it. */
function unwrapItems(root: Element): void {
  for (const item of root.querySelectorAll(ITEMS)) {
    const first = item.firstElementChild
    const rest = first ? [...item.children].slice(1) : []
    if (first?.localName !== 'p' || first.attributes.length > 0) continue
    if (rest.some((element) => element.localName === 'p')) continue
    first.replaceWith(...first.childNodes)
  }
}
