import { expect, test } from 'vitest'
import { mayDo, rolesOf, whyNot, type Action, type Role } from './roles'

const MAY: [Role, Action, boolean][] = [
  ['auditor', 'read', true],
  ['auditor', 'export', true],
  ['auditor', 'edit', false],
  ['auditor', 'push', false],
  ['author', 'push', true],
  ['author', 'resolve', true],
  ['author', 'connection', false],
  ['admin', 'push', true],
  ['admin', 'connection', true],
]

test.each(MAY)('%s, %s: %s', (role, action, allowed) => {
  expect(mayDo([role], action)).toBe(allowed)
  expect(whyNot([role], action) === null).toBe(allowed)
})

test('groups of other products give no role, and no role allows nothing', () => {
  const roles = rolesOf(['billing', 'Admin'])

  expect(roles).toEqual([])
  expect(mayDo(roles, 'read')).toBe(false)
  expect(whyNot(roles, 'read')).toContain('Ask an administrator')
})
