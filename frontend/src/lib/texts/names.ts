import { markup } from '../markup.gen'

const WORDS = new Map<string, string>([
  ...Object.entries(markup.elements).map(([name, { word }]): [string, string] => [name, word]),
  ...Object.entries(markup.other_elements),
  ...Object.entries(markup.active_elements).map(([name, { word }]): [string, string] => [name, word]),
])
const LONGEST = 200

/** What an author calls the element: "picture", "embedded page (iframe)". */
export function wordOf(name: string): string {
  return WORDS.get(name) ?? `<${name}>`
}

/** The same with what it says of itself: "picture: Network plan". */
export function nameOf(element: Element): string {
  const said = ['alt', 'title', 'src', 'data'].map((attribute) => element.getAttribute(attribute)?.trim())
  const detail = said.find(Boolean)
  const word = wordOf(element.localName)
  return detail ? `${word}: ${shortened(detail)}` : word
}

export function shortened(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}
