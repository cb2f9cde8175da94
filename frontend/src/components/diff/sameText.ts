const TAG = /<[a-zA-Z/!][^<>]*>/g
const ATTRIBUTE = /([^\s=/>"']+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

/**
 * Whether two texts count as the same: spelling of entities, order of attributes, white space between tags
 * and line endings do not matter. The API decides by the same rule.
 */
export function sameText(one: string, other: string): boolean {
  return one === other || normalise(one) === normalise(other)
}

function normalise(text: string): string {
  const tokens: string[] = []
  let end = 0
  for (const tag of text.matchAll(TAG)) {
    tokens.push(textToken(text.slice(end, tag.index)), tagToken(tag[0]))
    end = tag.index + tag[0].length
  }
  tokens.push(textToken(text.slice(end)))
  return JSON.stringify(tokens.filter((token) => token !== ''))
}

function textToken(raw: string): string {
  return raw.trim() === '' ? '' : `text ${decoded(raw).replace(/\r\n?/g, '\n')}`
}

function tagToken(raw: string): string {
  const name = /^<\/?\s*([^\s/>]+)/.exec(raw)
  if (raw.startsWith('<!') || !name?.[1]) return `markup ${raw}`
  const kind = raw.startsWith('</') ? 'end' : 'start'
  const attributes = [...raw.slice(name[0].length, -1).matchAll(ATTRIBUTE)].map(
    ([, attribute = '', ...values]) => `${attribute.toLowerCase()}=${decoded(values.find(Boolean) ?? '')}`,
  )
  return JSON.stringify([kind, name[1].toLowerCase(), ...attributes.sort()])
}

function decoded(text: string): string {
  if (!text.includes('&')) return text
  // Markup is escaped first: only the entities are resolved. The letter guards white space at the start.
  const escaped = `x${text.replaceAll('<', '&lt;')}`
  const { body } = new DOMParser().parseFromString(escaped, 'text/html')
  return body.textContent.slice(1)
}
