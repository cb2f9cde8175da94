import { Extension, Mark, Node, type Extensions } from '@tiptap/core'
import { Link, type LinkOptions } from '@tiptap/extension-link'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { ATOM, CAPTION, SECTION, TAG } from './editorDom'
import { HOLDER } from './keptAttributes'
import { isSafeAddress } from './safeAddress'

const KEPT_INLINE = (
  'a abbr acronym bdi bdo big blink cite data del dfn font ins kbd label mark marquee nobr output q samp slot small ' +
  'span strike time tt var'
).split(' ')

const BLOCKS = [
  'blockquote',
  'bulletList',
  'codeBlock',
  'container',
  'heading',
  'horizontalRule',
  'listItem',
  'orderedList',
  'paragraph',
  'table',
  'tableCell',
  'tableHeader',
  'tableRow',
]

/** Attributes that the editor does not know, as `holdAttributes` has put them together. */
const kept = {
  default: null,
  parseHTML: (element: HTMLElement) => element.getAttribute(HOLDER),
  renderHTML: ({ kept: held }: Record<string, unknown>) =>
    typeof held === 'string' ? { [HOLDER]: held, ...shownOf(held) } : {},
}

/** A caption stands in the table's head, which the editor holds: it is shown by CSS. */
function shownOf(held: string): Record<string, string> {
  const caption = /<caption[^>]*>([^<]*)/.exec(held)?.[1]
  return caption ? { [CAPTION]: caption } : {}
}

/** On every block. A split paragraph has them once. */
const KeptAttributes = Extension.create({
  name: 'keptAttributes',
  addGlobalAttributes: () => BLOCKS.map((type) => ({ types: [type], attributes: { kept } })),
})

/** A `div`, or another box with blocks in it. */
const Container = Node.create({
  name: 'container',
  group: 'block',
  content: 'block+',
  defining: true,
  addAttributes: () => ({
    tag: {
      default: 'div',
      parseHTML: (element: HTMLElement) => element.getAttribute(TAG) ?? 'div',
      renderHTML: ({ tag }: Record<string, unknown>) => (tag === 'div' ? {} : { [TAG]: tag }),
    },
  }),
  parseHTML: () => [{ tag: 'div' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes, 0],
})

/** Inline markup that has no button here and stays as it is. */
const KeptInline = Mark.create({
  name: 'keptInline',
  excludes: '',
  // Not `inclusive: false`, with which a marked word that is typed anew would lose its mark.
  addAttributes: () => ({
    tag: { default: 'span', parseHTML: (element) => element.localName, rendered: false },
    kept,
  }),
  parseHTML: () =>
    KEPT_INLINE.map((tag) => ({
      tag: tag === 'a' ? 'a:not([href])' : tag,
      getAttrs: (element: HTMLElement) => (tag !== 'span' || element.attributes.length > 0) && null,
    })),
  renderHTML: ({ mark, HTMLAttributes }) => [String(mark.attrs.tag), HTMLAttributes, 0],
})

/** A picture and the like: shown by its name, moved and deleted as one, written out as it was. */
const KeptAtom = Node.create({
  name: 'keptAtom',
  group: 'inline',
  inline: true,
  atom: true,
  addAttributes: () => ({
    html: {
      default: '',
      parseHTML: (element: HTMLElement) => element.getAttribute('data-html'),
      renderHTML: ({ html }: Record<string, unknown>) => ({ 'data-html': html }),
    },
    name: {
      default: '',
      parseHTML: (element: HTMLElement) => element.getAttribute('data-name'),
      renderHTML: ({ name }: Record<string, unknown>) => ({ 'data-name': name }),
    },
  }),
  parseHTML: () => [{ tag: ATOM }],
  renderHTML: ({ node, HTMLAttributes }) => [ATOM, HTMLAttributes, String(node.attrs.name)],
})

const raised = (name: 'subscript' | 'superscript', tag: 'sub' | 'sup') =>
  Mark.create({
    name,
    parseHTML: () => [{ tag }],
    renderHTML: () => [tag, 0],
  })

/** Only `href` is known; `target`, `rel` and the rest stay as they are. */
const PlainLink = Link.extend<LinkOptions>({
  // Not by `configure`, which would only add to those that every link gets by default.
  addOptions() {
    return { ...this.parent?.(), HTMLAttributes: {} } as LinkOptions
  },
  addAttributes: () => ({
    href: { default: null, parseHTML: (element) => element.getAttribute('href') },
    kept,
  }),
}).configure({
  autolink: false,
  openOnClick: false,
  isAllowedUri: (address) => isSafeAddress(address),
})

/** Without the widths that TipTap would write into every table. */
const PlainTable = Table.extend({
  renderHTML: ({ HTMLAttributes }) => ['table', HTMLAttributes, ['tbody', 0]],
}).configure({ resizable: false, HTMLAttributes: {} })

const spans = () => ({
  colspan: {
    default: 1,
    parseHTML: (element: HTMLElement) => spanOf(element, 'colspan'),
    renderHTML: span('colspan'),
  },
  rowspan: {
    default: 1,
    parseHTML: (element: HTMLElement) => spanOf(element, 'rowspan'),
    renderHTML: span('rowspan'),
  },
  // The table commands want it to exist.
  colwidth: { default: null, parseHTML: () => null, rendered: false },
})

function spanOf(element: HTMLElement, name: string): number {
  return Number.parseInt(element.getAttribute(name) ?? '1', 10) || 1
}

function span(name: string) {
  return (attributes: Record<string, unknown>) => (attributes[name] === 1 ? {} : { [name]: attributes[name] })
}

/** Remembers whether it stood in the table's head, body or foot. */
const SectionRow = TableRow.extend({
  addAttributes: () => ({
    section: {
      default: null,
      keepOnSplit: false,
      parseHTML: (element: HTMLElement) => element.getAttribute(SECTION),
      renderHTML: ({ section }: Record<string, unknown>) => (section ? { [SECTION]: section } : {}),
    },
  }),
})

/** The number that an item was given, which its list then goes on from. */
const itemNumber = () => ({
  value: {
    default: null,
    keepOnSplit: false,
    parseHTML: (element: HTMLElement) => element.getAttribute('value'),
    renderHTML: ({ value }: Record<string, unknown>) => (value === null ? {} : { value }),
  },
})

/** A style never stands for a mark here, as it would be written out as an element: it is kept as it is. */
const MARK_TAGS: Record<string, readonly string[]> = {
  bold: ['strong', 'b'],
  italic: ['em', 'i'],
  strike: ['s'],
  underline: ['u'],
}

const PlainStarterKit = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map((extension) => {
      const tags = MARK_TAGS[extension.name]
      if (extension instanceof Mark && tags)
        return extension.extend({ parseHTML: () => tags.map((tag) => ({ tag })) })
      if (extension instanceof Mark && extension.name === 'code') return extension.extend({ excludes: '' })
      if (extension instanceof Node && extension.name === 'codeBlock') {
        return extension.extend({ addAttributes: () => ({}) })
      }
      if (extension instanceof Node && extension.name === 'listItem') {
        return extension.extend({ addAttributes: itemNumber })
      }
      return extension
    })
  },
}).configure({
  link: false,
  // It would add a paragraph that nobody typed.
  trailingNode: false,
})

/** Everything that the rich text editor can represent. */
export const extensions: Extensions = [
  PlainStarterKit,
  PlainLink,
  PlainTable,
  SectionRow,
  TableCell.extend({ addAttributes: spans }),
  TableHeader.extend({ addAttributes: spans }),
  Container,
  raised('subscript', 'sub'),
  raised('superscript', 'sup'),
  KeptInline,
  KeptAtom,
  KeptAttributes,
]
