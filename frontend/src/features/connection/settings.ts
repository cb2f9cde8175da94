import type { ConnectionRequest } from './api/saveConnection'
import type { ConnectionView } from '@/lib/calls/getConnection'
import { CREDENTIALS_OF, PRESET_LAYOUTS, SYSTEM_TABLE, type Layout } from './presets'

/** What the form holds. The secrets are write-only: empty means "as stored". */
export interface Settings extends Layout {
  instance_url: string
  preset: ConnectionView['preset']
  auth_method: ConnectionView['auth_method']
  username: string
  client_id: string
  text_format: ConnectionView['text_format']
  password: string
  client_secret: string
}

export function settingsOf(connection: ConnectionView): Settings {
  const { mapping } = connection
  return {
    instance_url: connection.instance_url ?? '',
    preset: connection.preset,
    table: connection.table ?? PRESET_LAYOUTS.statement.table,
    content_field: connection.content_field ?? PRESET_LAYOUTS.statement.content_field,
    mapping: mapping
      ? { ...mapping, system: mapping.system ?? '', system_name: mapping.system_name ?? '' }
      : PRESET_LAYOUTS.statement.mapping,
    auth_method: connection.auth_method,
    username: connection.username,
    client_id: connection.client_id,
    text_format: connection.text_format,
    password: '',
    client_secret: '',
  }
}

/** Only what the chosen preset and sign-in need. */
export function requestOf(settings: Settings): ConnectionRequest {
  const needed = CREDENTIALS_OF[settings.auth_method]
  return {
    instance_url: tidyAddress(settings.instance_url),
    preset: settings.preset,
    ...(settings.preset === 'custom' && customLayout(settings)),
    text_format: settings.text_format,
    auth_method: settings.auth_method,
    username: needed.includes('username') ? settings.username.trim() : '',
    client_id: needed.includes('client_id') ? settings.client_id.trim() : '',
    ...(needed.includes('password') && settings.password !== '' && { password: settings.password }),
    ...(needed.includes('client_secret') &&
      settings.client_secret !== '' && { client_secret: settings.client_secret }),
  }
}

function customLayout({ table, content_field, mapping }: Layout) {
  return {
    table: table.trim(),
    content_field: content_field.trim(),
    mapping: {
      control_id: mapping.control_id.trim(),
      control_name: mapping.control_name.trim(),
      system: mapping.system.trim() || null,
      system_name: mapping.system_name.trim() || null,
      system_table: mapping.system_table.trim() || SYSTEM_TABLE,
    },
  }
}

/** The address of the instance out of whatever was pasted, such as the address of one of its pages. */
export function tidyAddress(typed: string): string {
  const text = typed.trim()
  const withScheme = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`
  const url = URL.canParse(withScheme) ? new URL(withScheme) : null
  if (!url || text === '' || url.username !== '' || url.password !== '') return text
  return url.origin
}

export function withPreset(settings: Settings, preset: Settings['preset']): Settings {
  const layout = preset === 'custom' ? {} : PRESET_LAYOUTS[preset]
  return { ...settings, ...layout, preset }
}

export function sameSettings(one: Settings, other: Settings): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/** Whether the stored secrets have to be typed again: nobody has sent them there, or in that way, before. */
export function needsSecretsAgain(settings: Settings, connection: ConnectionView): boolean {
  if (!connection.instance_url) return false
  return (
    tidyAddress(settings.instance_url) !== connection.instance_url ||
    settings.auth_method !== connection.auth_method
  )
}

/** Whether the settings lead to other texts: of another instance, table or field. */
export function isOtherSource(settings: Settings, connection: ConnectionView): boolean {
  return (
    tidyAddress(settings.instance_url) !== connection.instance_url ||
    settings.table !== connection.table ||
    settings.content_field !== connection.content_field
  )
}

export function isSecret(name: string): name is 'password' | 'client_secret' {
  return name === 'password' || name === 'client_secret'
}
