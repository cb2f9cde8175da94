import { expect, test } from 'vitest'
import { EMPTY_WIZARD, includedIds, reachableStep, wizardReducer, type Wizard } from './wizard'
import { clearWizard, loadWizard, saveWizard } from './wizardStorage'

function checked(ids: string[], from: Wizard = EMPTY_WIZARD): Wizard {
  return wizardReducer(from, { type: 'checked', readyIds: ids, checked: {}, key: 'key-1' })
}

test('nothing selected leads nowhere', () => {
  expect(reachableStep('conflicts', EMPTY_WIZARD)).toBe('select')
  expect(reachableStep('preview', EMPTY_WIZARD)).toBe('select')
})

test('the preview needs the conflict check', () => {
  const selected: Wizard = { selection: new Set(['a']), preview: null }

  expect(reachableStep('preview', selected)).toBe('conflicts')
  expect(reachableStep('preview', checked(['a']))).toBe('preview')
})

test('more than a push takes leads back to the selection', () => {
  const many = Array.from({ length: 1001 }, (_, index) => `id-${index}`)

  expect(reachableStep('conflicts', { selection: new Set(many), preview: null })).toBe('select')
  expect(reachableStep('conflicts', { selection: new Set(many.slice(1)), preview: null })).toBe('conflicts')
})

test('another selection must be checked again', () => {
  const changed = wizardReducer(checked(['a', 'b']), { type: 'select', change: { type: 'toggle', id: 'c' } })

  expect(changed.preview).toBeNull()
})

test('only what passed the check stays selected', () => {
  const wizard = checked(['a'], { selection: new Set(['a', 'b']), preview: null })

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
  const wizard = wizardReducer(checked(['a', 'b']), { type: 'exclude', ids: ['b'], key: 'key-2' })
  saveWizard('ana', wizard)

  expect(loadWizard('ana')).toEqual(wizard)
  expect(loadWizard('ben')).toEqual(EMPTY_WIZARD)

  clearWizard('ana')
  expect(loadWizard('ana')).toEqual(EMPTY_WIZARD)
})

test.each(['{', 'null', '{"selection":["a"],"preview":{}}', '{"selection":3,"preview":null}'])(
  'starts afresh from a storage that holds %s',
  (text) => {
    sessionStorage.setItem('push.wizard.ana', text)

    expect(loadWizard('ana')).toEqual(EMPTY_WIZARD)
  },
)
