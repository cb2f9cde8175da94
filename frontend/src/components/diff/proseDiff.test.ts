import { expect, test } from 'vitest'
import { proseDiff } from './proseDiff'

const changes = (original: string, modified: string) =>
  proseDiff(original, modified, 'html').map((row) => row.change)

test('marks only the words that changed', () => {
  const [row] = proseDiff(
    '<p>Reviewed every year in March.</p>',
    '<p>Reviewed every quarter in March.</p>',
    'html',
  )

  expect(row?.change).toBe('changed')
  expect(row?.parts).toEqual([
    { text: 'Reviewed every ', change: 'same' },
    { text: 'year', change: 'removed' },
    { text: 'quarter', change: 'added' },
    { text: ' in March.', change: 'same' },
  ])
})

test('a paragraph put between two others leaves them alone', () => {
  expect(changes('<p>One</p><p>Two</p>', '<p>One</p><p>Something else</p><p>Two</p>')).toEqual([
    'same',
    'added',
    'same',
  ])
})

test('a removed last paragraph is told', () => {
  expect(changes('<p>One</p><p>Two</p>', '<p>One</p>')).toEqual(['same', 'removed'])
})

test('does not pair paragraphs that have little in common', () => {
  expect(changes('<p>Backups run each night.</p>', '<p>Doors are locked by guards</p>')).toEqual([
    'removed',
    'added',
  ])
})

test('pairs a changed paragraph with what it became, not with a new one before it', () => {
  const rows = proseDiff(
    '<p>Accounts are reviewed every month by the ISSO.</p>',
    '<p>Scope</p><p>Accounts are reviewed every week by the ISSO.</p>',
    'html',
  )

  expect(rows.map((row) => row.change)).toEqual(['added', 'changed'])
})

test('tells a change of formatting alone', () => {
  expect(changes('<p>Never shared.</p>', '<p><strong>Never</strong> shared.</p>')).toEqual(['formatting'])
})

test('the order of attributes is no change', () => {
  expect(changes('<p id="a" class="b">x</p>', '<p class="b" id="a">x</p>')).toEqual(['same'])
})

test('keeps every word of both texts', () => {
  const before = ['Alpha beta', 'Gamma delta', 'Epsilon']
  const after = ['Alpha zeta', 'Epsilon', 'New words here', 'Gamma delta eta']
  const html = (texts: string[]) => texts.map((text) => `<p>${text}</p>`).join('')
  const rows = proseDiff(html(before), html(after), 'html')
  const side = (gone: string) =>
    rows.flatMap((row) => {
      const text = row.parts.filter((part) => part.change !== gone).map((part) => part.text)
      return text.length > 0 ? [text.join('')] : []
    })

  expect(side('added')).toEqual(before)
  expect(side('removed')).toEqual(after)
})
