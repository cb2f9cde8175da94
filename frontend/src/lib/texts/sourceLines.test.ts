import { expect, test } from 'vitest'
import { sourceLines } from './sourceLines'

test('puts each block on a line of its own', () => {
  expect(sourceLines('<h3>a</h3><p>One <b>two</b></p>  \n <ul><li>x</li><li>y</li></ul>', 'html')).toBe(
    '<h3>a</h3>\n<p>One <b>two</b></p>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>',
  )
})

test('the same text in one line and in many reads the same', () => {
  expect(sourceLines('<p>a</p><p>b</p>', 'html')).toBe(
    sourceLines('\r\n<p>a</p>\r\n\r\n  <p>b</p>\r\n', 'html'),
  )
})

test('keeps white space that is part of a text', () => {
  expect(sourceLines('one <p>two  three </p> four', 'html')).toBe('one \n<p>two  three </p>\n four')
})

test('leaves a text without markup as it is', () => {
  expect(sourceLines('a <b>\r\n <p>c', 'plain')).toBe('a <b>\n <p>c')
  expect(sourceLines('a < b\n\n and c > d', 'html')).toBe('a < b\n\n and c > d')
})
