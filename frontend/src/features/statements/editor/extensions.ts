import { Extension, Mark, Node, type Extensions } from '@tiptap/core'
import { Link, type LinkOptions } from '@tiptap/extension-link'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import StarterKit from '@tiptap/starter-kit'
import { heldAttributes, keptAttributesOf } from './keptAttributes'
import { isSafeAddress } from './safeAddress'

const KEPT_INLINE = 'abbr big cite del dfn font ins kbd mark q samp small span strike time tt var'.split(' ')

const KNOWN_ATTRIBUTES: Record<string, readonly string[]> = {
  orderedList: ['start', 'type'],
  tableCell: ['colspan', 'rowspan'],
  tableHeader: ['colspan', 'rowspan'],
}

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

/** Attributes that the editor does not know, on every block. A split paragraph has them once. */
const KeptAttributes = Extension.create({
  name: 'keptAttributes',
  addGlobalAttributes: () =>
    BLOCKS.map((type) => ({
      types: [type],
      attributes: {
        kept: {
          default: null,
          parseHTML: (element: HTMLElement) => keptAttributesOf(element, KNOWN_ATTRIBUTES[type]),
          renderHTML: ({ kept }: Record<string, unknown>) => heldAttributes(kept),
        },
      },
    })),
})

/** A `div`: nothing of its own to see, but ServiceNow's editors write it. */
const Container = Node.create({
  name: 'container',
  group: 'block',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: 'div' }],
  renderHTML: ({ HTMLAttributes }) => ['div', HTMLAttributes, 0],
})

/** Inline markup that has no button here and stays as it is. */
const KeptInline = Mark.create({
  name: 'keptInline',
  excludes: '',
  inclusive: false,
  addAttributes: () => ({
    tag: { default: 'span', parseHTML: (element) => element.localName, rendered: false },
    kept: {
      default: null,
      parseHTML: (element) => keptAttributesOf(element),
      renderHTML: ({ kept }) => heldAttributes(kept),
    },
  }),
  parseHTML: () =>
    KEPT_INLINE.map((tag) => ({
      tag,
      getAttrs: (element: HTMLElement) => (tag !== 'span' || element.attributes.length > 0) && null,
    })),
  renderHTML: ({ mark, HTMLAttributes }) => [String(mark.attrs.tag), HTMLAttributes, 0],
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
    kept: {
      default: null,
      parseHTML: (element) => keptAttributesOf(element, ['href']),
      renderHTML: ({ kept }) => heldAttributes(kept),
    },
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
      parseHTML: (element: HTMLElement) =>
        element.getAttribute('data-section') ?? element.parentElement?.localName ?? null,
      renderHTML: ({ section }: Record<string, unknown>) => (section ? { 'data-section': section } : {}),
    },
  }),
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
  KeptAttributes,
]
