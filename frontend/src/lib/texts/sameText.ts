import { isBlockName, parsedText } from './elements'
import type { TextFormat } from './format'

/**
 * Whether two texts count as the same. In HTML: a reader sees the same and the markup means the same. In a plain
 * field only line endings and white space at the very end do not count. The API decides by the same rule.
 */
export function sameText(one: string, other: string, format: TextFormat): boolean {
  if (one === other) return true
  if (format === 'plain') return plainForm(one) === plainForm(other)
  return canonicalForm(parsedText(one)) === canonicalForm(parsedText(other))
}

function plainForm(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[ \t\n\f]+$/, '')
}

type Token = [kind: 'start' | 'end' | 'comment' | 'text', value: string]

/** What two spellings of the same content have in common. A non-breaking space is a character. */
function canonicalForm(root: Element): string {
  const tokens: Token[] = []
  addContent(tokens, root, false)
  trimEnd(tokens)
  return JSON.stringify(tokens)
}

/** The same for one element and what is in it. */
export function canonicalElement(element: Element): string {
  const tokens: Token[] = []
  addElement(tokens, element, false)
  return JSON.stringify(tokens)
}

function addContent(tokens: Token[], parent: Element, verbatim: boolean): void {
  for (const node of parent.childNodes) {
    if (node instanceof Text) addText(tokens, node.data, verbatim)
    else if (node instanceof Comment) tokens.push(['comment', node.data])
    else if (node instanceof Element) addElement(tokens, node, verbatim)
  }
}

function addElement(tokens: Token[], element: Element, verbatim: boolean): void {
  const name = element.localName
  const isBoundary = isBlockName(name) || name === 'br'
  if (isBoundary && !verbatim) trimEnd(tokens)
  tokens.push(['start', [name, ...attributesOf(element)].join(' ')])
  const inside = verbatim || name === 'pre' || name === 'textarea'
  addContent(tokens, element, inside)
  if (isBoundary && !inside) trimEnd(tokens)
  tokens.push(['end', name])
}

function addText(tokens: Token[], data: string, verbatim: boolean): void {
  const text = verbatim ? data.replace(/\r\n?/g, '\n') : data.replace(/[ \t\r\n\f]+/g, ' ')
  const shown = !verbatim && endsInSpace(tokens) ? text.replace(/^ /, '') : text
  const last = tokens.at(-1)
  if (last?.[0] === 'text') last[1] += shown
  else if (shown !== '') tokens.push(['text', shown])
}

/** Whether white space that follows would not be seen: it begins a line, or goes on with other white space. */
function endsInSpace(tokens: readonly Token[]): boolean {
  const last = tokens.findLast(([kind, value]) => kind === 'text' || isBoundary(kind, value))
  return last?.[0] !== 'text' || last[1].endsWith(' ')
}

/** White space at the end of a line is not seen, within inline elements that end there too. */
function trimEnd(tokens: Token[]): void {
  const index = tokens.findLastIndex(([kind, value]) => kind === 'text' || isBoundary(kind, value))
  const last = tokens[index]
  if (last?.[0] !== 'text') return
  last[1] = last[1].replace(/ $/, '')
  if (last[1] === '') tokens.splice(index, 1)
}

function isBoundary(kind: Token[0], value: string): boolean {
  const [name = ''] = value.split(' ', 1)
  return kind !== 'comment' && (isBlockName(name) || name === 'br')
}

function attributesOf(element: Element): string[] {
  return [...element.attributes]
    .map(({ name, value }) => `${name}=${JSON.stringify(valueOf(name, value))}`)
    .filter((attribute) => !MEANS_NOTHING.has(attribute))
    .sort()
}

const MEANS_NOTHING = new Set(['style=""', 'class=""'])

function valueOf(name: string, value: string): string {
  if (name === 'style') return styleOf(value)
  return name === 'class' ? value.trim().replace(/\s+/g, ' ') : value
}

/** Properties in one order and spelling. Words in quotes and addresses keep their letters. */
function styleOf(style: string): string {
  const declarations = style.match(/(?:"[^"]*"|'[^']*'|\([^)]*\)|[^;])+/g) ?? []
  const last = new Map<string, string>()
  for (const declaration of declarations) {
    const [name = '', ...value] = declaration.split(':')
    if (value.length > 0) last.set(name.trim().toLowerCase(), spelled(value.join(':')))
  }
  return [...last]
    .map(([name, value]) => `${name}:${value}`)
    .sort()
    .join(';')
}

function spelled(value: string): string {
  return value
    .replace(/"[^"]*"|'[^']*'|url\([^)]*\)|[^"']+?(?=["']|url\(|$)/gi, (part) =>
      /^["']|^url\(/i.test(part) ? part.replaceAll("'", '"') : part.toLowerCase(),
    )
    .replace(/\s+/g, ' ')
    .replace(/ ?([,!]) ?/g, '$1')
    .trim()
}
