import { expect, test } from 'vitest'
import { blocksOf } from './blocks'

const texts = (content: string) => blocksOf(content).map((block) => block.text)

test('one block for each paragraph, heading and list item', () => {
  const blocks = blocksOf(
    '<h3>Part a</h3>\n<p>Reviewed <em>every</em>\n year.</p><ul><li>First</li><li>Second</li></ul>',
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
  const blocks = blocksOf('<ol start="3"><li>Ask<ul><li>Name</li></ul></li><li>Sign</li></ol>')

  expect(blocks.map(({ text, marker, depth }) => [text, marker, depth])).toEqual([
    ['Ask', '3.', 1],
    ['Name', '•', 2],
    ['Sign', '4.', 1],
  ])
})

test('keeps line breaks and text outside of any block', () => {
  expect(texts('Before<p>One<br>two</p>after')).toEqual(['Before', 'One\ntwo', 'after'])
})

test('takes a text without markup as it is', () => {
  expect(texts('R&D: a < b\r\n\r\nSecond line')).toEqual(['R&D: a < b', 'Second line'])
})

test('leaves out scripts and styles', () => {
  expect(texts('<p>Kept</p><script>alert(1)</script><style>p{}</style>')).toEqual(['Kept'])
})
