import { expect, test } from 'vitest'
import { mergedText, piecesOf, placesIn, typedOn } from './places'

const BASE = '<p>Accounts are reviewed monthly by the owner.</p><p>Records are kept.</p>'
const merged = (base: string, local: string, remote: string, choices = {}) =>
  mergedText(piecesOf(base, local, remote, 'html'), choices)

test('takes what either side changed alone, word by word', () => {
  const local = BASE.replace('monthly', 'each week')
  const remote = BASE.replace('owner', 'system owner').replace('kept', 'kept for a year')

  expect(merged(BASE, local, remote)).toBe(
    '<p>Accounts are reviewed each week by the system owner.</p>\n<p>Records are kept for a year.</p>',
  )
  expect(placesIn(piecesOf(BASE, local, remote, 'html')).map(({ changedBy }) => changedBy)).toEqual([
    'local',
    'remote',
    'remote',
  ])
})

test('of a place that both changed, what was chosen is taken; the rest of the paragraph stays', () => {
  const local = BASE.replace('monthly', 'each week')
  const remote = BASE.replace('monthly', 'quarterly')
  const [place] = placesIn(piecesOf(BASE, local, remote, 'html'))

  expect(place).toMatchObject({
    changedBy: 'both',
    base: 'monthly ',
    local: 'each week ',
    remote: 'quarterly ',
  })
  expect(place?.before).toBe('<p>Accounts are reviewed ')
  expect(merged(BASE, local, remote)).toContain('reviewed each week by')
  expect(merged(BASE, local, remote, { 0: 'remote' })).toContain('reviewed quarterly by')
  expect(merged(BASE, local, remote, { 0: 'base' })).toContain('reviewed monthly by')
})

test('a paragraph whose markup changed is taken as a whole, so that no tag is left open', () => {
  const local = BASE.replace('monthly', '<strong>each week</strong>')
  const remote = BASE.replace('by the owner', 'by <em>the owner</em>')
  const [place, ...others] = placesIn(piecesOf(BASE, local, remote, 'html'))

  expect(others).toEqual([])
  expect(place).toMatchObject({ changedBy: 'both', local: `${local.split('</p>')[0] ?? ''}</p>\n` })
})

test('a change that both made alike counts once and is nothing to choose', () => {
  const both = BASE.replace('monthly', 'weekly')

  expect(placesIn(piecesOf(BASE, both, both, 'html'))).toEqual([])
  expect(merged(BASE, both, both)).toContain('reviewed weekly by')
})

test.each([
  ['a removed block', '<p>Records are kept.</p>', BASE.replace('owner', 'manager')],
  ['insertions at one place', BASE.replace('</p>', '</p><p>x</p>'), BASE.replace('</p>', '</p><p>y</p>')],
])('%s and a change beside it are one place to choose', (_name, local, remote) => {
  expect(placesIn(piecesOf(BASE, local, remote, 'html')).map(({ changedBy }) => changedBy)).toEqual(['both'])
})

test('all of one side is that side', () => {
  const local = BASE.replace('monthly', 'each week').replace('<p>Records are kept.</p>', '')
  const remote = `<p>First.</p>${BASE.replace('owner', 'manager')}`
  const pieces = piecesOf(BASE, local, remote, 'html')
  const all = (side: 'base' | 'local' | 'remote') =>
    mergedText(pieces, Object.fromEntries(placesIn(pieces).map((_, index) => [index, side]))).replaceAll(
      '\n',
      '',
    )

  expect(all('local')).toBe(local)
  expect(all('remote')).toBe(remote)
  expect(all('base')).toBe(BASE)
})

test('lines of a plain text are put together as they are', () => {
  const base = 'One <b>\r\n\r\n  a &amp; b\r\nend'
  const pieces = piecesOf(base, base.replace('One', '1'), base.replace('end', 'End'), 'plain')

  expect(mergedText(pieces, {})).toBe('1 <b>\n\n  a &amp; b\nEnd')
})

test('what was typed moves to another start, unless it is about the same words', () => {
  const typed = BASE.replace('Records', 'All records')

  expect(typedOn(BASE, typed, BASE.replace('monthly', 'weekly'), 'html')).toBe(
    '<p>Accounts are reviewed weekly by the owner.</p>\n<p>All records are kept.</p>',
  )
  expect(typedOn(BASE, typed, BASE.replace('Records', 'Logs'), 'html')).toBeNull()
})
