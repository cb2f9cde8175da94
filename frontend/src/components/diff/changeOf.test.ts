import { expect, test } from 'vitest'
import { changeOf } from './changeOf'

const shown = (base: string, text: string) => {
  const { passage } = changeOf(base, text, 'html')
  return passage.map(({ text, change }) => (change === 'same' ? text : `${change}:${text}`)).join('|')
}

test('counts words, and quotes the first place with what stands around it', () => {
  const before = `<p>Same.</p><p>${'All accounts of the system '.repeat(4)}are reviewed monthly by their owner.</p>`
  const after = before.replace('monthly', 'each week').replace('Same.', 'Same.')
  const change = changeOf(before, `${after}<p>And a report is kept.</p>`, 'html')

  expect(change).toMatchObject({ added: 7, removed: 1, morePlaces: 1, warnings: [] })
  const quoted = change.passage.map((part) => part.text).join('')
  expect(quoted).toMatch(/^….*reviewed monthly\W*each week by their owner\.$/)
  expect(quoted.length).toBeLessThan(120)
})

test('a long paragraph is quoted only as far as there is room', () => {
  const { passage } = changeOf('<p>Short.</p>', `<p>Short.</p><p>${'word '.repeat(500)}</p>`, 'html')

  expect(passage.map(({ text }) => text).join('').length).toBeLessThan(190)
})

test('texts that mean the same have no passage; markup alone is named', () => {
  expect(changeOf('<p>A&amp;B</p>', '<p>A&#38;B</p>\n', 'html').passage).toEqual([])
  expect(shown('<p>All of it.</p>', '<p><strong>All</strong> of it.</p>')).toBe(
    'Only the formatting differs: All of it.',
  )
})

test('a plain text is compared as it is', () => {
  expect(changeOf('a <b>', 'a <b> c', 'plain')).toMatchObject({ added: 1, removed: 0 })
})

test('what goes with the text is named, part by part, before what else to look at', () => {
  const base = '<p>See <img src="/sys_attachment.do?id=1" alt="the network">.</p><!-- draft -->'

  expect(changeOf(base, '<p>See the network, TBD.</p>', 'html').warnings).toEqual([
    'Takes out a comment: “draft”, a picture: “the network”',
    'To be filled in: TBD',
  ])
  expect(changeOf('a <img>', 'a', 'plain').warnings).toEqual([])
})
