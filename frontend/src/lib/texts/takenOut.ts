import { markup } from '../markup.gen'
import { parsedText } from './elements'
import { shortened, wordOf } from './names'

/** Markup that a person may not add to a text. */
interface Finding {
  /** In words: "the background colour of a table cell". */
  words: string
  /** What the base must have for it to stay. */
  key: string
  /** Never stays, also where the base has it. */
  active: boolean
}

type Attributes = Record<string, { attributes: readonly string[] } | undefined>

const ALLOWED: Attributes = markup.elements
const ACTIVE: Record<string, { content: string } | undefined> = markup.active_elements
const OTHER: Record<string, string | undefined> = markup.other_elements
const ATTRIBUTE_WORDS: Record<string, string | undefined> = markup.attribute_words
const COMMENT = /<!--([\s\S]*?)-->/g

/** What saving will take out of the text, in words; harmless markup that the base has stays. The API decides. */
export function takenOutOnSave(text: string, base: string): string[] {
  const kept = new Set(findingsIn(base).map(({ key }) => key))
  return counted(findingsIn(text).filter(({ key, active }) => active || !kept.has(key)))
}

/** What an edit of `before` has lost and nobody can put back: markup that a person may not add. */
export function lostBetween(before: string, after: string): string[] {
  const left = new Map<string, number>()
  for (const { words } of findingsIn(after)) left.set(words, (left.get(words) ?? 0) + 1)
  const lost = findingsIn(before).filter(({ words }) => {
    const count = left.get(words) ?? 0
    left.set(words, count - 1)
    return count <= 0
  })
  return counted(lost)
}

function counted(findings: readonly Finding[]): string[] {
  const counts = new Map<string, number>()
  for (const { words } of findings) counts.set(words, (counts.get(words) ?? 0) + 1)
  return [...counts].map(([words, count]) => (count === 1 ? words : `${words} (${count} times)`))
}

function findingsIn(html: string): Finding[] {
  if (isOrdinary(html)) return []
  const comments = [...html.matchAll(COMMENT)].map(([comment, words = '']) => ({
    words: `a comment: “${shortened(words.trim())}”`,
    key: comment,
    active: false,
  }))
  return [...comments, ...findingsOf(parsedText(html))]
}

/** Allowed elements without attributes, the usual case, need no parser. */
function isOrdinary(html: string): boolean {
  const rest = html.replace(/<\/?([a-z][a-z0-9]*)\s*\/?>/gi, (tag, name: string) =>
    ALLOWED[name.toLowerCase()] ? '' : tag,
  )
  return !rest.includes('<')
}

function findingsOf(parent: Element): Finding[] {
  return [...parent.children].flatMap((element) => {
    const name = element.localName
    const active = ACTIVE[name]
    if (active)
      return [elementFinding(element, true), ...(active.content === 'unwrap' ? findingsOf(element) : [])]
    const own = OTHER[name] === undefined ? [] : [elementFinding(element, false)]
    return [...own, ...attributeFindings(element), ...findingsOf(element)]
  })
}

function elementFinding(element: Element, active: boolean): Finding {
  const name = element.localName
  const source = element.getAttribute('src') ?? ''
  const said = (element.getAttribute('alt') ?? source).trim() || (active ? element.textContent.trim() : '')
  const word = wordOf(name)
  const words = `${articleOf(word)} ${word}${said ? `: “${shortened(said)}”` : ''}`
  return { words, key: `${name} ${source}`, active }
}

function attributeFindings(element: Element): Finding[] {
  const name = element.localName
  const allowed = ALLOWED[name]
  return [...element.attributes].flatMap((attribute) => {
    const isAllowed =
      has(markup.global_attributes, attribute.name) || has(allowed?.attributes, attribute.name)
    if (attribute.name === 'style') return styleFindings(element)
    const active = isActive(attribute)
    const isAddress = has(markup.url_attributes, attribute.name)
    if (!active && isAllowed && (!isAddress || isUsual(attribute.value))) return []
    // Of an element that is named itself, its attributes go with it.
    if (!active && !allowed) return []
    const key = [name, attribute.name, isAddress ? attribute.value : ''].join(' ')
    return [{ words: attributeWords(attribute, name), key, active }]
  })
}

function styleFindings(element: Element): Finding[] {
  const declarations = (element.getAttribute('style') ?? '').split(';').map((one) => one.trim())
  return declarations.filter(Boolean).flatMap((declaration) => {
    const name = declaration.split(':', 1)[0]?.trim().toLowerCase() ?? ''
    const active = /expression\s*\(|javascript:|-moz-binding|behavior\s*:/i.test(declaration)
    if (!active && has(markup.styles, name)) return []
    return [
      {
        words: `the style “${shortened(declaration)}” of ${aOf(element.localName)}`,
        key: `style ${name}`,
        active,
      },
    ]
  })
}

function attributeWords({ name, value }: Attr, element: string): string {
  if (has(markup.url_attributes, name)) return `the address ${shortened(value)} of ${aOf(element)}`
  const word = ATTRIBUTE_WORDS[name] ?? (name.startsWith('on') ? 'script action' : 'attribute')
  return `the ${word} (${name}) of ${aOf(element)}`
}

function isActive({ name, value }: Attr): boolean {
  if (name.startsWith('on') || has(markup.active_attributes, name)) return true
  return has(markup.url_attributes, name) && has(markup.active_url_schemes, schemeOf(value) ?? '')
}

function isUsual(address: string): boolean {
  const scheme = schemeOf(address)
  return scheme === null || has(markup.url_schemes, scheme)
}

/** Browsers ignore control characters and spaces in a scheme: "java\nscript:" runs. */
function schemeOf(address: string): string | null {
  // eslint-disable-next-line no-control-regex
  const bare = address.replace(/[\u0000-\u0020\u00a0]/g, '')
  return /^([^/?#:]*):/.exec(bare)?.[1]?.toLowerCase() ?? null
}

function aOf(name: string): string {
  const word = wordOf(name)
  return `${articleOf(word)} ${word}`
}

function articleOf(word: string): string {
  return /^[aeio]/.test(word) ? 'an' : 'a'
}

function has(names: readonly string[] | undefined, name: string): boolean {
  return names?.includes(name) ?? false
}
