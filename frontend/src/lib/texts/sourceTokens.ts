/** A tag, a comment, a word or white space, and what it means however it is spelled. */
export interface Token {
  raw: string
  key: string
}

/** A tag is read up to the length that one may have: a text full of "<" would take quadratic time. */
const TOKEN =
  /<!--(?:>|->|[\s\S]*?(?:-->|$))|<\/?[a-z][^\s/>]*(?:"[^"]*"|'[^']*'|[^'">]){0,4000}>|&#?\w+;?|[\p{L}\p{N}]+|[ \t\r\n\f]+|[^]/giu
const TAG = /^<(\/?)([a-z][^\s/>]*)/i
const ATTRIBUTE = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g
/** The editor writes one for the other. */
const SAME_AS: Record<string, string> = { b: 'strong', i: 'em' }

/** All of the text, token by token. */
export function tokensOf(html: string): Token[] {
  let pre = 0
  return (html.match(TOKEN) ?? []).map((raw) => {
    const [, slash = '', tag] = TAG.exec(raw) ?? []
    if (tag === undefined) return { raw, key: pre > 0 ? `pre ${decoded(raw)}` : wordKey(raw) }
    const name = tag.toLowerCase()
    if (name === 'pre') pre += slash ? -1 : 1
    return { raw, key: tagKey(raw, slash, name) }
  })
}

function wordKey(raw: string): string {
  if (raw.startsWith('<!--')) return raw
  return raw.trim() === '' && !raw.includes('\u00a0') ? ' ' : `word ${decoded(raw)}`
}

function tagKey(raw: string, slash: string, name: string): string {
  const rest = raw.slice(1 + slash.length + name.length, -1)
  const attributes = [...rest.matchAll(ATTRIBUTE)].map(
    ([, attribute = '', ...values]) => `${attribute.toLowerCase()}=${decoded(values.find(Boolean) ?? '')}`,
  )
  return `<${slash}${[SAME_AS[name] ?? name, ...attributes.sort()].join(' ')}>`
}

const known = new Map<string, string>()

function decoded(text: string): string {
  if (!text.includes('&')) return text
  const found = known.get(text) ?? decode(text)
  if (known.size > 5000) known.clear()
  known.set(text, found)
  return found
}

function decode(text: string): string {
  // Markup is escaped first: only the entities are resolved. The letter guards white space at the start.
  const escaped = `x${text.replaceAll('<', '&lt;')}`
  return new DOMParser().parseFromString(escaped, 'text/html').body.textContent.slice(1)
}
