import { expect, test } from 'vitest'
import { sameText } from './sameText'

test.each([
  ['entity spelling', '<p>R&amp;D caf&eacute;</p>', '<p>R&#38;D café</p>'],
  ['the spelling of a non-breaking space', '<p>&nbsp;</p>', '<p>\u00a0</p>'],
  ['a non-breaking space at the end', 'a&nbsp;', 'a\u00a0'],
  ['order of attributes', '<p id="a" class="b">x</p>', "<p class='b' id=a>x</p>"],
  [
    'order of style properties',
    '<p style="color: red; margin:0">x</p>',
    '<p style="MARGIN: 0;color:RED;">x</p>',
  ],
  [
    'spelling of a font list',
    '<p style="font-family:\'A b\', serif">x</p>',
    '<p style=\'font-family: "A b",Serif\'>x</p>',
  ],
  [
    'an implied tbody',
    '<table><tr><td>x</td></tr></table>',
    '<table><tbody><tr><td>x</td></tr></tbody></table>',
  ],
  ['an implied end', '<ul><li>a<li>b</ul>', '<ul><li>a</li><li>b</li></ul>'],
  ['white space between tags', '<p>a</p><p>b</p>', '<p>a</p>\r\n  <p>b</p>\n'],
  ['line endings', '<p>a\r\nb</p>', '<p>a\nb</p>'],
  ['a line that is wrapped', '<p>one two\n   three</p>', '<p>one\ntwo three</p>'],
  ['white space at the ends', ' <p> a <b>b </b></p> ', '<p>a <b>b</b></p>'],
  ['white space at a line break', '<p>a <br> b</p>', '<p>a<br>b</p>'],
  ['the case of tags', '<P>a</P>', '<p>a</p>'],
])('%s makes no difference', (_, one, other) => {
  expect(sameText(one, other, 'html')).toBe(true)
})

test.each([
  ['a word', '<p>a</p>', '<p>b</p>'],
  ['an attribute', '<p>a</p>', '<p class="x">a</p>'],
  ['a space in a text', '<p>ab</p>', '<p>a b</p>'],
  ['a non-breaking space', '<p>a b</p>', '<p>a&nbsp;b</p>'],
  ['a non-breaking space between tags', '<p>a</p>', '<p>a</p>&nbsp;'],
  ['a paragraph with nothing but one', '<p>a</p>', '<p>a</p><p>&nbsp;</p>'],
  ['escaped markup', '<p>&lt;b&gt;</p>', '<p><b></p>'],
  ['white space in pre', '<pre>a  b</pre>', '<pre>a b</pre>'],
  ['a picture', '<p>a</p>', '<p>a<img src="x.png"></p>'],
  ['a comment', '<p>a</p>', '<p>a<!-- b --></p>'],
  ['a style', '<p style="color:red">a</p>', '<p style="color:blue">a</p>'],
  ['the case of a word in quotes', '<p style="content:\'A\'">a</p>', '<p style="content:\'a\'">a</p>'],
])('%s makes a difference', (_, one, other) => {
  expect(sameText(one, other, 'html')).toBe(false)
})

test('in a plain field only line endings and the very end do not count', () => {
  expect(sameText('a\r\nb \n', 'a\nb', 'plain')).toBe(true)
  for (const other of ['a  b', ' a b', 'a\nb', 'a\u00a0b', 'a b\u00a0']) {
    expect(sameText('a b', other, 'plain')).toBe(false)
  }
  expect(sameText('a &amp; b', 'a & b', 'plain')).toBe(false)
})

test('compares a long text of small parts at once', () => {
  const text = '<p>a <b>b</b></p>'.repeat(6000)
  expect(sameText(text, `${text} `, 'html')).toBe(true)
})
