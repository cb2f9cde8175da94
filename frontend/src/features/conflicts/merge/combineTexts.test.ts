import { expect, test } from 'vitest'
import { combineTexts } from './combineTexts'

const BASE = '<p>a</p><p>b</p><ul><li>c</li></ul>'

test('takes the changes of both sides, also in neighbouring blocks', () => {
  const local = '<p>A</p><p>b</p><ul><li>c</li></ul>'
  const remote = '<p>a</p><p>B</p><ul><li>c</li><li>d</li></ul>'

  expect(combineTexts(BASE, local, remote, 'html')).toBe(
    ['<p>A</p>', '<p>B</p>', '<ul>', '<li>c</li>', '<li>d</li>', '</ul>'].join('\n'),
  )
})

test('takes a change that both made once', () => {
  const local = '<p>A</p><p>b</p><ul><li>c</li></ul>'
  const remote = '<p>A</p><p>b</p><ul><li>C</li></ul>'

  expect(combineTexts(BASE, local, remote, 'html')).toBe('<p>A</p>\n<p>b</p>\n<ul>\n<li>C</li>\n</ul>')
})

test.each([
  ['the same block', '<p>A</p><p>b</p><ul><li>c</li></ul>', '<p>Z</p><p>b</p><ul><li>c</li></ul>'],
  ['a removed block', '<p>b</p><ul><li>c</li></ul>', '<p>Z</p><p>b</p><ul><li>c</li></ul>'],
  [
    'a place between',
    '<p>a</p><p>x</p><p>b</p><ul><li>c</li></ul>',
    '<p>a</p><p>y</p><p>b</p><ul><li>c</li></ul>',
  ],
  ['a removed list', '<p>a</p><p>b</p>', '<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul>'],
])('guesses nothing where both changed %s', (_place, local, remote) => {
  expect(combineTexts(BASE, local, remote, 'html')).toBeNull()
})

test('lines of a plain text are put together as they are', () => {
  const base = 'One <b>\r\n\r\n  a & b\r\nend'
  expect(combineTexts(base, base.replace('One', '1'), base.replace('end', 'End'), 'plain')).toBe(
    '1 <b>\n\n  a & b\nEnd',
  )
})
