/** What a browser puts before a list item: "•", "4.", "d." or "iv." */
export function listMarker(item: Element): string {
  const list = item.parentElement
  if (!list?.matches('ol')) return '•'
  return `${numberAs(list.getAttribute('type') ?? '1', numberOf(item, list))}.`
}

/** Counted once for a list, however long it is. */
const counted = new WeakMap<Element, Map<Element, number>>()

function numberOf(item: Element, list: Element): number {
  const numbers = counted.get(list) ?? numbersIn(list)
  counted.set(list, numbers)
  return numbers.get(item) ?? 1
}

function numbersIn(list: Element): Map<Element, number> {
  const items = [...list.children].filter((child) => child.matches('li'))
  const step = list.hasAttribute('reversed') ? -1 : 1
  let next = wholeNumber(list.getAttribute('start')) ?? (step > 0 ? 1 : items.length)
  return new Map(
    items.map((item) => {
      const number = wholeNumber(item.getAttribute('value')) ?? next
      next = number + step
      return [item, number]
    }),
  )
}

function wholeNumber(value: string | null): number | null {
  return value !== null && /^\s*-?\d+/.test(value) ? Number.parseInt(value, 10) : null
}

function numberAs(type: string, number: number): string {
  if (number < 1 || number > 3999) return String(number)
  if (type === 'a') return letters(number)
  if (type === 'A') return letters(number).toUpperCase()
  if (type === 'i') return roman(number)
  if (type === 'I') return roman(number).toUpperCase()
  return String(number)
}

/** 1 is a, 26 is z, 27 is aa. */
export function letters(number: number): string {
  const rest = Math.floor((number - 1) / 26)
  return (rest > 0 ? letters(rest) : '') + String.fromCharCode(97 + ((number - 1) % 26))
}

const ROMAN: [string, number][] = [
  ['m', 1000],
  ['cm', 900],
  ['d', 500],
  ['cd', 400],
  ['c', 100],
  ['xc', 90],
  ['l', 50],
  ['xl', 40],
  ['x', 10],
  ['ix', 9],
  ['v', 5],
  ['iv', 4],
  ['i', 1],
]

export function roman(number: number): string {
  let rest = number
  return ROMAN.map(([sign, value]) => {
    const times = Math.floor(rest / value)
    rest -= times * value
    return sign.repeat(times)
  }).join('')
}
