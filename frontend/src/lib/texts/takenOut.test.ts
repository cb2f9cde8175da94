import { expect, test } from 'vitest'
import { lostBetween, takenOutOnSave } from './takenOut'

const base =
  '<p>See <img src="/sys_attachment.do?sys_id=1" alt="Network plan"> <mark>m</mark></p><!-- by Ana -->' +
  '<table><tbody><tr><td bgcolor="red">1</td></tr></tbody></table><p style="position:fixed">x</p>'

test('harmless markup of the base stays', () => {
  expect(takenOutOnSave(base.replace('See', 'Look at'), base)).toEqual([])
})

test.each([
  ['<p>a<script>alert(1)</script></p>', 'a script: “alert(1)”'],
  ['<p onclick="x()">a</p>', 'the click action (onclick) of a paragraph'],
  ['<a href="java\nscript:alert(1)">a</a>', 'the address java\nscript:alert(1) of a link'],
  ['<p>a<img src="x.png" alt="Plan"></p>', 'a picture: “Plan”'],
  ['<mark>a</mark><mark>b</mark>', 'a highlight (mark) (2 times)'],
  ['<p>a<!-- for Ana --></p>', 'a comment: “for Ana”'],
  ['<p style="position: fixed; color: red">a</p>', 'the style “position: fixed” of a paragraph'],
  [
    '<table><tbody><tr><td bgcolor="red">a</td></tr></tbody></table>',
    'the background colour (bgcolor) of a table cell',
  ],
])('names what a person may not add: %s', (text, words) => {
  expect(takenOutOnSave(text, '<p>a</p>')).toEqual([words])
})

test('active content does not stay, though the base has it', () => {
  const active = '<p onclick="x()">a</p><iframe src="https://example.test"></iframe>'
  expect(takenOutOnSave(active, active)).toEqual([
    'the click action (onclick) of a paragraph',
    'an embedded page (iframe): “https://example.test”',
  ])
})

test('names what an edit lost for good', () => {
  expect(lostBetween(base, '<p>See <b>m</b></p>')).toEqual([
    'a comment: “by Ana”',
    'a picture: “Network plan”',
    'a highlight (mark)',
    'the background colour (bgcolor) of a table cell',
    'the style “position:fixed” of a paragraph',
  ])
  expect(lostBetween(base, base)).toEqual([])
})
