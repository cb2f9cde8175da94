import { expect, test } from 'vitest'
import { EMPTY_WIZARD, includedIds, reachableStep, wizardReducer, type Wizard } from './wizard'
import { changeWizard, loadWizard, saveWizard } from './wizardStorage'

function checked(ids: string[], from: Wizard = EMPTY_WIZARD): Wizard {
  return wizardReducer(from, { type: 'checked', readyIds: ids, checked: {}, key: 'key-1' })
}

test('nothing selected leads nowhere', () => {
  expect(reachableStep('conflicts', EMPTY_WIZARD)).toBe('select')
  expect(reachableStep('preview', EMPTY_WIZARD)).toBe('select')
})

test('the preview needs the conflict check', () => {
  const selected: Wizard = { ...EMPTY_WIZARD, selection: new Set(['a']) }

  expect(reachableStep('preview', selected)).toBe('conflicts')
  expect(reachableStep('preview', checked(['a']))).toBe('preview')
})

test('more than a push takes leads back to the selection', () => {
  const many = Array.from({ length: 1001 }, (_, index) => `id-${index}`)

  expect(reachableStep('conflicts', { ...EMPTY_WIZARD, selection: new Set(many) })).toBe('select')
  expect(reachableStep('conflicts', { ...EMPTY_WIZARD, selection: new Set(many.slice(1)) })).toBe('conflicts')
})

test('another selection must be checked again', () => {
  const changed = wizardReducer(checked(['a', 'b']), { type: 'select', change: { type: 'toggle', id: 'c' } })

  expect(changed.preview).toBeNull()
})

test('only what passed the check stays selected', () => {
  const wizard = checked(['a'], { ...EMPTY_WIZARD, selection: new Set(['a', 'b']) })

  expect([...wizard.selection]).toEqual(['a'])
})

test('leaving a statement out and taking it in again each bring a new key, in the same order', () => {
  const without = wizardReducer(checked(['a', 'b', 'c']), { type: 'exclude', ids: ['b'], key: 'key-2' })
  const again = wizardReducer(without, { type: 'include', id: 'b', key: 'key-3' })

  expect(without.preview && includedIds(without.preview)).toEqual(['a', 'c'])
  expect(without.preview?.idempotencyKey).toBe('key-2')
  expect(again.preview && includedIds(again.preview)).toEqual(['a', 'b', 'c'])
  expect(again.preview?.idempotencyKey).toBe('key-3')
})

test('comes back whole from the session storage, for the same person only', () => {
  const noted = wizardReducer(checked(['a', 'b']), { type: 'note', note: 'Yearly review', key: 'key-1' })
  const wizard = wizardReducer(noted, { type: 'exclude', ids: ['b'], key: 'key-2' })
  saveWizard('ana', wizard)

  expect(loadWizard('ana')).toEqual(wizard)
  expect(loadWizard('ben')).toEqual(EMPTY_WIZARD)
})

test('a push that another page begins puts the selection aside until it is started', () => {
  saveWizard('ana', checked(['a', 'b']))
  changeWizard('ana', { type: 'selectOnly', ids: ['b', 'c'] })
  changeWizard('ana', { type: 'selectOnly', ids: ['d'] })

  expect([...loadWizard('ana').selection]).toEqual(['d'])
  expect([...loadWizard('ana').putAside].sort()).toEqual(['a', 'b', 'c'])

  changeWizard('ana', { type: 'started' })
  expect([...loadWizard('ana').selection].sort()).toEqual(['a', 'b', 'c'])
  expect(loadWizard('ana').putAside.size).toBe(0)
})

test('what was put aside can be selected as well', () => {
  const aside = wizardReducer(checked(['a', 'b']), { type: 'selectOnly', ids: ['c'] })
  const both = wizardReducer(aside, { type: 'putBack' })

  expect([...both.selection].sort()).toEqual(['a', 'b', 'c'])
  expect(both.putAside.size).toBe(0)
})

test('what is no longer modified does not stay put aside', () => {
  const aside = wizardReducer(checked(['a', 'b']), { type: 'selectOnly', ids: ['c'] })
  const keep = { type: 'keep', ids: new Set(['b', 'c']) } as const
  const pruned = wizardReducer(aside, { type: 'select', change: keep })

  expect([...pruned.putAside]).toEqual(['b'])
  expect(wizardReducer(pruned, { type: 'select', change: keep })).toBe(pruned)
})

test('the note stays when the selection is changed', () => {
  const noted = wizardReducer(checked(['a']), { type: 'note', note: 'Yearly review', key: 'key-2' })
  const changed = wizardReducer(noted, { type: 'select', change: { type: 'toggle', id: 'b' } })

  expect(checked(['a', 'b'], changed).note).toBe('Yearly review')
  expect(wizardReducer(changed, { type: 'started' }).note).toBe('')
})

test.each([
  '{',
  'null',
  '{"selection":["a"],"preview":null}',
  '{"selection":["a"],"putAside":[],"note":"","preview":{}}',
  '{"selection":3,"putAside":[],"note":"","preview":null}',
])('starts afresh from a storage that holds %s', (text) => {
  sessionStorage.setItem('push.wizard.ana', text)

  expect(loadWizard('ana')).toEqual(EMPTY_WIZARD)
})
