import { expect, test } from 'vitest'
import { withLineEndsOf, withNewlines } from './lineEnds'

test.each([
  ['One\r\ntwo\r\nthree', 'One\n2\nthree', 'One\r\n2\r\nthree'],
  ['One\r\ntwo\nthree\rfour', 'One\ntwo\nthree\nfour!', 'One\r\ntwo\nthree\rfour!'],
  ['One\r\ntwo', 'One\nand\ntwo', 'One\r\nand\r\ntwo'],
  ['One\r\n\r\ntwo', 'One\ntwo', 'One\r\ntwo'],
  ['One\r\ntwo', '', ''],
  ['One\ntwo', 'One\n2', 'One\n2'],
])('%j, typed to %j, becomes %j', (before, typed, text) => {
  expect(withLineEndsOf(before, typed)).toBe(text)
  expect(withNewlines(text)).toBe(typed)
})
