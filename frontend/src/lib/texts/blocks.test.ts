import { expect, test } from 'vitest'
import { blocksOf } from './blocks'

const texts = (content: string) => blocksOf(content, 'html').map((block) => block.text)

test('one block for each paragraph, heading and list item', () => {
  const blocks = blocksOf(
    '<h3>Part a</h3>\n<p>Reviewed <em>every</em>\n year.</p><ul><li>First</li><li>Second</li></ul>',
    'html',
  )

  expect(blocks.map(({ kind, text, marker }) => [kind, text, marker])).toEqual([
    ['heading', 'Part a', ''],
    ['paragraph', 'Reviewed every year.', ''],
    ['item', 'First', '•'],
    ['item', 'Second', '•'],
  ])
})

test('one block for each table row', () => {
  expect(texts('<table><tbody><tr><th>Account</th><td>Held by</td></tr></tbody></table>')).toEqual([
    'Account | Held by',
  ])
})

test('numbers an ordered list and indents a list within a list', () => {
  const blocks = blocksOf('<ol start="3"><li>Ask<ul><li>Name</li></ul></li><li>Sign</li></ol>', 'html')

  expect(blocks.map(({ text, marker, depth }) => [text, marker, depth])).toEqual([
    ['Ask', '3.', 1],
    ['Name', '•', 2],
    ['Sign', '4.', 1],
  ])
})

test('keeps line breaks and text outside of any block', () => {
  expect(texts('Before<p>One<br>two</p>after')).toEqual(['Before', 'One\ntwo', 'after'])
})

test('takes a plain text line by line, as it is', () => {
  const lines = blocksOf('Lock after <number> attempts.\r\n\r\n  R&amp;D: a < b <b>', 'plain')

  expect(lines.map(({ text }) => text)).toEqual(['Lock after <number> attempts.', '', '  R&amp;D: a < b <b>'])
})

test.each([
  [
    'If x<y then lock; use <redacted> placeholder; a && b.',
    'If x<y then lock; use <redacted> placeholder; a && b.',
  ],
  [
    '<p>Ask Desk <desk@example.test>, see <https://example.test>.</p>',
    'Ask Desk <desk@example.test>, see <https://example.test>.',
  ],
  ['<p>a <!-- b</p>', 'a <!-- b'],
  ['<p>a </ b <!b <?></p>', 'a </ b <!b <?>'],
  ['<p>Passwords <eight characters are refused. More.</p>', 'Passwords <eight characters are refused. More.'],
  ['<p>Kept<!-- reviewed by Ana --></p>', 'Kept<!-- reviewed by Ana -->'],
  ['<p title="<y>">Kept</p>', 'Kept'],
  ['<p>Office<o:p></o:p></p>', 'Office'],
])('shows what a browser would take for an element or a comment: %s', (html, words) => {
  expect(texts(html)).toEqual([words])
})

test('names what has no words', () => {
  const html =
    '<p>See <img src="/sys_attachment.do?sys_id=1" alt="Network plan"><script>alert(1)</script></p><style>p{}</style>'

  expect(texts(html)).toEqual(['See [picture: Network plan][script]', '[style sheet (style)]'])
})

test.each([
  ['<ol type="a" start="4"><li>x</li></ol>', 'd.'],
  ['<ol type="A"><li value="27">x</li></ol>', 'AA.'],
  ['<ol type="i" start="4"><li>x</li></ol>', 'iv.'],
  ['<ol reversed><li>x</li></ol>', '1.'],
  ['<ol start="x"><li>x</li></ol>', '1.'],
])('numbers a list as a browser does: %s', (html, marker) => {
  expect(blocksOf(html, 'html')[0]?.marker).toBe(marker)
})
