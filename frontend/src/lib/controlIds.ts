import { naturalOrder } from './naturalOrder'

// The same rules, and the same examples in the tests, as functions/control_push/texts/control_id.py.
const SHAPE = /^([A-Z]+)[ -]*(\d+)([ .()A-Z\d]*)$/
const DASHES = /[\u2010-\u2015\u2212]/g

/** One form for every spelling: "AC-2(1)" of "ac-2.1", "AC-02(01)" and "AC-2 (1)". */
export function normalControlId(controlId: string): string {
  const tidy = controlId.normalize('NFKC').replace(DASHES, '-').toUpperCase().replace(/\s+/g, ' ').trim()
  const [, family, number, rest] = SHAPE.exec(tidy) ?? []
  if (family === undefined || number === undefined || rest === undefined || /[A-Z]{2}/.test(rest)) {
    return tidy.replaceAll(' ', '').replace(/\d+/g, withoutZeros)
  }
  const parts = (rest.match(/\d+|[A-Z]/g) ?? []).map((part) => `(${withoutZeros(part)})`)
  return `${family}-${withoutZeros(number)}${parts.join('')}`
}

/** AC-2 before AC-2(1) before AC-10, in any spelling. */
export function compareControls(one: string, other: string): number {
  return naturalOrder.compare(normalControlId(one), normalControlId(other))
}

/** "AC" of "ac-2.1"; controls that are not numbered so are a family of their own. */
export function familyOf(controlId: string): string {
  return /^[A-Z]+/.exec(normalControlId(controlId))?.[0] ?? controlId
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=.)/, '')
}
