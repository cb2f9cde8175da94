import { letters, roman } from '@/lib/texts/listMarker'

/** The kind of an ordered list, as HTML's `type` says it. */
export type NumberType = '1' | 'a' | 'A' | 'i' | 'I'

export interface ListNumber {
  type: NumberType
  number: number
}

const MARKER = /^\(?([a-z]+|\d+)[.):]?\)?$/i
const LONGEST_ROMAN = 3999

/**
 * The number in a list item's marker: "c." is 3, "(5)" is 5. `expected` is what would follow the item before it,
 * and tells whether "i." is the ninth letter or the first Roman number. Null for a bullet and for what HTML's
 * lists cannot say, such as "2.1".
 */
export function numberOf(marker: string, expected: ListNumber | null): ListNumber | null {
  const sign = MARKER.exec(marker.replace(/[\s\u00a0]+/g, ''))?.[1]
  if (sign === undefined || (sign === 'o' && !/[.)]/.test(marker))) return null
  if (/^\d+$/.test(sign)) return { type: '1', number: Number(sign) }
  const isSmall = sign === sign.toLowerCase()
  const asRoman: ListNumber | null = withNumber(isSmall ? 'i' : 'I', romanNumber(sign.toLowerCase()))
  const asLetters: ListNumber | null = withNumber(isSmall ? 'a' : 'A', letterNumber(sign.toLowerCase()))
  const both = [asLetters, asRoman]
  const next = both.find(
    (one) => one !== null && one.type === expected?.type && one.number === expected.number,
  )
  if (next) return next
  // A list begins with "i." or goes on with "ii.": no list has that many letters.
  return asRoman && (sign.length > 1 || asRoman.number === 1) ? asRoman : (asLetters ?? asRoman)
}

function withNumber(type: NumberType, number: number | null): ListNumber | null {
  return number === null ? null : { type, number }
}

function letterNumber(sign: string): number | null {
  if (sign.length > 2) return null
  const number = Array.from(sign).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 96, 0)
  return letters(number) === sign ? number : null
}

function romanNumber(sign: string): number | null {
  const values: Record<string, number> = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 }
  const digits = Array.from(sign, (letter) => values[letter] ?? Number.NaN)
  const number = digits.reduce(
    (sum, digit, index) => sum + (digit < (digits[index + 1] ?? 0) ? -digit : digit),
    0,
  )
  return number > 0 && number <= LONGEST_ROMAN && roman(number) === sign ? number : null
}
