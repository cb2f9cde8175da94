import { isBlockName } from '@/lib/texts/elements'

/**
 * A parsed text as tokens that are equal for two spellings of the same content: attribute order, entities, white
 * space that no reader sees, `b` for `strong`, and a paragraph around what stands alone in a list item or cell.
 */
function canonicalMarkup(body: Element): string[] {
  const tokens: string[] = []
  addContainer(tokens, body, false)
  return tokens
}

/** What `before` has and `after` has not, in words, most telling first. */
export function lostMarkup(before: Element, after: Element): string[] {
  const left = new Map<string, number>()
  for (const token of canonicalMarkup(after)) left.set(token, (left.get(token) ?? 0) + 1)
  const lost = canonicalMarkup(before).filter((token) => {
    const count = left.get(token) ?? 0
    left.set(token, count - 1)
    return count <= 0
  })
  return [...new Set(lost.map(inWords))]
}

/** Equal content in an equal order. */
export function isSameMarkup(one: Element, other: Element): boolean {
  return JSON.stringify(canonicalMarkup(one)) === JSON.stringify(canonicalMarkup(other))
}

const SAME_AS: Record<string, string> = { b: 'strong', i: 'em' }
const SHOWS_NOTHING_ALONE = /^<(?:a|code|em|s|span|strong|sub|sup|u)>$/
const DEFAULTS = new Set(['start=1', 'colspan=1', 'rowspan=1'])

interface Run {
  text: string
  marks: string[]
}

function addContainer(tokens: string[], container: Element, inside: boolean): void {
  let inline: Node[] = []
  const endParagraph = () => {
    addParagraph(tokens, '<p>', inline, false, false)
    inline = []
  }
  for (const child of container.childNodes) {
    if (isInline(child)) inline.push(child)
    else {
      endParagraph()
      if (child instanceof Element) addBlock(tokens, child, inside)
      else tokens.push(`<!--${child.textContent ?? ''}-->`)
    }
  }
  endParagraph()
}

function addBlock(tokens: string[], element: Element, inside: boolean): void {
  const opening = openingOf(element)
  const name = element.localName
  if (name === 'pre') addParagraph(tokens, opening, [codeOf(element)], true, true)
  else if (/^(p|h[1-6])$/.test(name) && [...element.childNodes].every(isInline)) {
    addParagraph(tokens, opening, [...element.childNodes], false, !inside || opening !== '<p>')
  } else {
    tokens.push(opening)
    addContainer(tokens, element, true)
    tokens.push(`</${name}>`)
  }
}

/** `<pre><code>` is what `<pre>` is: the editor knows only one of them. */
function codeOf(pre: Element): Node {
  const [only] = pre.childNodes
  const isBareCode =
    pre.childNodes.length === 1 &&
    only instanceof Element &&
    only.localName === 'code' &&
    !only.attributes.length
  return isBareCode ? only : pre
}

function addParagraph(
  tokens: string[],
  opening: string,
  nodes: Node[],
  verbatim: boolean,
  keepEmpty: boolean,
): void {
  const runs: Run[] = []
  for (const node of nodes) {
    if (verbatim) for (const child of node.childNodes) addRuns(runs, child, [])
    else addRuns(runs, node, [])
  }
  const shown = verbatim ? runs : withoutInvisibleSpace(runs)
  if (shown.length === 0 && !keepEmpty) return
  tokens.push(opening, ...merged(shown).map(({ text, marks }) => `${text}|${marks.join(' ')}`), '</p>')
}

function addRuns(runs: Run[], node: Node, marks: string[]): void {
  if (node instanceof Text) runs.push({ text: node.data.replaceAll('\r\n', '\n'), marks })
  else if (!(node instanceof Element)) runs.push({ text: `<!--${node.textContent ?? ''}-->`, marks })
  else if (node.localName === 'br') runs.push({ text: openingOf(node), marks: ['br'] })
  else {
    const opening = openingOf(node)
    if (node.childNodes.length === 0 && !SHOWS_NOTHING_ALONE.test(opening))
      runs.push({ text: opening, marks })
    const inner = opening === '<span>' ? marks : [...new Set([...marks, opening])].sort()
    for (const child of node.childNodes) addRuns(runs, child, inner)
  }
}

function withoutInvisibleSpace(runs: Run[]): Run[] {
  const shown: Run[] = []
  let afterSpace = true
  for (const { text, marks } of runs) {
    if (marks[0] === 'br') {
      trimEnd(shown)
      shown.push({ text, marks })
      afterSpace = true
      continue
    }
    const folded = text.replace(/[ \t\r\n\f]+/g, ' ')
    const visible: string = afterSpace ? folded.replace(/^ /, '') : folded
    if (visible === '') continue
    afterSpace = visible.endsWith(' ')
    shown.push({ text: visible, marks })
  }
  trimEnd(shown)
  return shown
}

function trimEnd(runs: Run[]): void {
  const last = runs.at(-1)
  if (!last || last.marks[0] === 'br') return
  last.text = last.text.replace(/ $/, '')
  if (last.text === '') runs.pop()
}

function merged(runs: Run[]): Run[] {
  const result: Run[] = []
  for (const run of runs) {
    const last = result.at(-1)
    if (last && run.marks[0] !== 'br' && last.marks.join() === run.marks.join()) last.text += run.text
    else result.push({ ...run })
  }
  return result
}

function isInline(node: Node): boolean {
  if (node instanceof Text) return true
  if (!(node instanceof Element)) return false
  return !isBlockName(node.localName) && [...node.childNodes].every(isInlineOrComment)
}

function isInlineOrComment(node: Node): boolean {
  return node instanceof Comment || isInline(node)
}

function openingOf(element: Element): string {
  const name = SAME_AS[element.localName] ?? element.localName
  const attributes = [...element.attributes]
    .map((attribute) => `${attribute.name}=${attribute.value}`)
    .filter((attribute) => !DEFAULTS.has(attribute))
    .sort()
  return `<${[name, ...attributes].join(' ')}>`
}

function inWords(token: string): string {
  if (token.startsWith('<!--')) return 'a comment'
  if (token.startsWith('<') && token.endsWith('>')) return token
  const [text = '', marks = ''] = token.split('|')
  if (text.startsWith('<')) return text
  return marks ? `the formatting ${marks} of “${text.slice(0, 40)}”` : `the place of “${text.slice(0, 40)}”`
}
