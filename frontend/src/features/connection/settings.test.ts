import { expect, test } from 'vitest'
import { connection } from '@/testing/fixtures'
import { isOtherSource, needsSecretsAgain, requestOf, settingsOf, tidyAddress, withPreset } from './settings'

test.each([
  ['https://example.service-now.com/', 'https://example.service-now.com'],
  ['https://example.service-now.com/nav_to.do?uri=home', 'https://example.service-now.com'],
  [' example.service-now.com ', 'https://example.service-now.com'],
  ['http://127.0.0.1:8181', 'http://127.0.0.1:8181'],
  ['https://user:secret@example.service-now.com', 'https://user:secret@example.service-now.com'],
  ['not an address', 'not an address'],
  ['', ''],
])('%j is taken as %j', (typed, address) => {
  expect(tidyAddress(typed)).toBe(address)
})

test('a secret that was not typed is left out, so that the stored one stays', () => {
  const request = requestOf({ ...settingsOf(connection()), username: ' svc.new ' })

  expect(request).toEqual({
    instance_url: 'https://example.service-now.com',
    preset: 'statement',
    text_format: 'auto',
    auth_method: 'basic',
    username: 'svc.new',
    client_id: '',
  })
})

test('only the secrets of the chosen sign-in are sent', () => {
  const settings = settingsOf(connection({ auth_method: 'oauth_client_credentials', client_id: 'app' }))

  const request = requestOf({ ...settings, password: 'left over', client_secret: 'new' })

  expect(request).toMatchObject({ client_id: 'app', client_secret: 'new', username: '' })
  expect(request).not.toHaveProperty('password')
})

test('a custom layout starts from the preset and sends null for the columns that there are not', () => {
  const objective = withPreset(settingsOf(connection()), 'objective')

  const request = requestOf(withPreset(objective, 'custom'))

  expect(request).toMatchObject({
    preset: 'custom',
    table: 'sn_compliance_policy_statement',
    content_field: 'description',
    mapping: { control_id: 'reference', control_name: 'name', system: null, system_name: null },
  })
})

test('a stored secret is typed again for another address or another way of signing in', () => {
  const settings = settingsOf(connection())

  expect(needsSecretsAgain(settings, connection())).toBe(false)
  expect(needsSecretsAgain({ ...settings, instance_url: 'https://other.example' }, connection())).toBe(true)
  expect(needsSecretsAgain({ ...settings, auth_method: 'oauth_password' }, connection())).toBe(true)
})

test('another instance, table or field has other texts; another account has not', () => {
  const settings = settingsOf(connection())

  expect(isOtherSource({ ...settings, username: 'svc.new' }, connection())).toBe(false)
  expect(isOtherSource(withPreset(settings, 'control'), connection())).toBe(true)
  expect(isOtherSource({ ...settings, instance_url: 'https://other.example' }, connection())).toBe(true)
})
