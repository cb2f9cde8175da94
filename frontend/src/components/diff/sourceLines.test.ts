import { expect, test } from 'vitest'
import { sameText } from './sameText'
import { sourceLines } from './sourceLines'

test('puts each block on a line of its own', () => {
  expect(sourceLines('<h3>a</h3><p>One <b>two</b></p>  \n <ul><li>x</li><li>y</li></ul>')).toBe(
    '<h3>a</h3>\n<p>One <b>two</b></p>\n<ul>\n<li>x</li>\n<li>y</li>\n</ul>',
  )
})

test('the same text in one line and in many reads the same', () => {
  expect(sourceLines('<p>a</p><p>b</p>')).toBe(sourceLines('\r\n<p>a</p>\r\n\r\n  <p>b</p>\r\n'))
})

test('keeps white space that is part of a text', () => {
  expect(sourceLines('one <p>two  three </p> four')).toBe('one \n<p>two  three </p>\n four')
})

test('leaves a text without markup as it is', () => {
  expect(sourceLines('a < b\n\n and c > d')).toBe('a < b\n\n and c > d')
})

test.each([
  ['entity spelling', '<p>R&amp;D caf&eacute;</p>', '<p>R&#38;D café</p>'],
  ['order of attributes', '<p id="a" class="b">x</p>', "<p class='b' id=a>x</p>"],
  ['white space between tags', '<p>a</p><p>b</p>', '<p>a</p>\r\n  <p>b</p>\n'],
  ['line endings', '<p>a\r\nb</p>', '<p>a\nb</p>'],
])('%s makes no difference', (_, one, other) => {
  expect(sameText(one, other)).toBe(true)
})

test.each([
  ['a word', '<p>a</p>', '<p>b</p>'],
  ['a closing tag', '<p>a</p>', '<p>a'],
  ['an attribute', '<p>a</p>', '<p class="x">a</p>'],
  ['white space in a text', '<p>a b</p>', '<p>a  b</p>'],
  ['a non-breaking space between tags', '<p>a</p>', '<p>a</p>&nbsp;'],
  ['escaped markup', '<p>&lt;b&gt;</p>', '<p><b></p>'],
])('%s makes a difference', (_, one, other) => {
  expect(sameText(one, other)).toBe(false)
})
