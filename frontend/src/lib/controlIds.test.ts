import { expect, test } from 'vitest'
import spellings from '../../../tests/unit/samples/control_ids.json'
import { compareControls, familyOf, normalControlId } from './controlIds'

test.for(Object.entries(spellings))('every spelling of "%s" has that normal form', ([normal, spelled]) => {
  expect(spelled.map(normalControlId)).toEqual(spelled.map(() => normal))
})

test('controls are in the order of their numbers, and in one family, in any spelling', () => {
  const ordered = ['AC-1', 'ac-2', 'AC-2 (1)', 'AC-2(2)', 'ac-2.10', 'AC-02(11)', 'AC-3', 'AC-10', 'AU-1']
  expect(ordered.toReversed().sort(compareControls)).toEqual(ordered)
  expect(new Set(ordered.map(familyOf))).toEqual(new Set(['AC', 'AU']))
})
