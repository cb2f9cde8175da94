import { expect, test } from 'vitest'
import { warningsOf } from './warnings'

test.each([
  ['[Assignment: organization-defined frequency]'],
  ['[Selection (one or more): daily; weekly]'],
  ['{{owner}}'],
  ['TBD'],
  ['____'],
])('%s is left to be filled in', (placeholder) => {
  expect(warningsOf('Old.', `Reviewed ${placeholder} by us.`)).toEqual([`To be filled in: ${placeholder}`])
})

test('ordinary brackets and words are no placeholders', () => {
  expect(warningsOf('', 'See [1], [NIST SP 800-53] and the TODOs of to-do lists; a_b.')).toEqual([])
})

test('a text that shrinks by more than half is named, a short one is not', () => {
  const long = 'word '.repeat(40)

  expect(warningsOf(long, 'Only a few words are left.')).toEqual([
    'Shrinks by more than half, from 40 to 6 words',
  ])
  expect(warningsOf(long, 'word '.repeat(20))).toEqual([])
  expect(warningsOf('Ten words or so.', 'One.')).toEqual([])
})
