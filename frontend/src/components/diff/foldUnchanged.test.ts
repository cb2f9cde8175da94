import { expect, test } from 'vitest'
import { foldUnchanged } from './foldUnchanged'
import { proseDiff } from './proseDiff'

const text = (words: string[]) => words.map((word) => `<p>${word}</p>`).join('')
const many = Array.from({ length: 9 }, (_, index) => `Paragraph ${index}`)

function sizes(before: string[], after: string[]) {
  const sections = foldUnchanged(proseDiff(text(before), text(after), 'html'))
  return sections.map(({ rows, folded }) => (folded ? `(${rows.length})` : String(rows.length)))
}

test('folds unchanged blocks and keeps one beside each difference', () => {
  expect(sizes(many, many.with(4, 'Nothing alike'))).toEqual(['(3)', '1', '2', '1', '(3)'])
})

test('does not fold two blocks', () => {
  expect(sizes(['a', 'b', 'c'], ['a', 'b', 'd'])).toEqual(['2', '2'])
})
