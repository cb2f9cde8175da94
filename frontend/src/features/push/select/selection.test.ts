import { expect, test } from 'vitest'
import { rangeOf, selectionReducer } from './selection'

const ids = ['a', 'b', 'c', 'd']

test('toggling twice leaves a statement unselected', () => {
  const once = selectionReducer(new Set(['a']), { type: 'toggle', id: 'b' })
  const twice = selectionReducer(once, { type: 'toggle', id: 'b' })

  expect([...once]).toEqual(['a', 'b'])
  expect([...twice]).toEqual(['a'])
})

test('adding keeps what was selected before', () => {
  expect([...selectionReducer(new Set(['x']), { type: 'add', ids })]).toEqual(['x', ...ids])
})

test('keeps only what is still there, and says so by the same Set when nothing went', () => {
  const selection = new Set(['a', 'x'])

  expect([...selectionReducer(selection, { type: 'keep', ids: new Set(ids) })]).toEqual(['a'])
  expect(selectionReducer(selection, { type: 'keep', ids: new Set(['x', 'a']) })).toBe(selection)
})

test.each([
  ['b', 'd', ['b', 'c', 'd']],
  ['d', 'b', ['b', 'c', 'd']],
  ['c', 'c', ['c']],
  ['gone', 'b', []],
])('the range from %s to %s', (from, to, expected) => {
  expect(rangeOf(ids, from, to)).toEqual(expected)
})
