import { expect, test } from 'vitest'
import { compareControls } from '@/lib/controlIds'
import { familiesOf, filterStatements } from './filterStatements'
import { modified, statement } from './testing'

const STATEMENTS = [
  statement({ id: '1', control_id: 'AC-2', control_name: 'Account Management' }),
  statement({
    id: '2',
    control_id: 'AC-10',
    control_name: 'Concurrent Session Control',
    content: '<p>Three <b>concurrent</b>\nsessions</p>',
  }),
  modified('<p>Logs are kept.</p>', 2, {
    id: '3',
    control_id: 'AU-11',
    control_name: 'Audit Record Retention',
  }),
  modified('<p>x</p>', 2, {
    id: '4',
    control_id: 'SI-4',
    control_name: 'Monitoring',
    sync_status: 'conflict',
  }),
]

test.each([
  [{}, ['1', '2', '3', '4']],
  [{ family: 'AC' }, ['1', '2']],
  [{ status: 'modified' as const }, ['3']],
  [{ status: 'conflict' as const }, ['4']],
  [{ q: 'ac-1' }, ['2']],
  [{ q: 'ACCOUNT' }, ['1']],
  [{ q: '  logs   are ' }, ['3']],
  [{ q: 'concurrent sessions' }, ['2']],
  [{ q: 'base', family: 'AU' }, []],
])('%o finds %o', (filter, ids) => {
  expect(filterStatements(STATEMENTS, filter).map(({ id }) => id)).toEqual(ids)
})

test('finds in the text that an author sees, not in markup or the text before the edit', () => {
  expect(filterStatements(STATEMENTS, { q: '<p>' })).toEqual([])
  expect(filterStatements([STATEMENTS[2] ?? statement()], { q: 'base' })).toEqual([])
})

test('controls are in their natural order', () => {
  const ids = ['SI-4', 'AC-10', 'AC-2(10)', 'AC-2', 'AC-2(3)', 'AC-1']
  expect(ids.sort(compareControls)).toEqual(['AC-1', 'AC-2', 'AC-2(3)', 'AC-2(10)', 'AC-10', 'SI-4'])
})

test('families are named and counted', () => {
  expect(familiesOf(STATEMENTS)[0]).toEqual({ value: 'AC', label: 'AC – Access Control (2)' })
})
