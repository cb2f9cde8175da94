import type { Schemas } from '@/lib/api'
import { words } from '@/lib/words.gen'

type Preset = Schemas['Preset']
export type AuthMethod = Schemas['AuthMethod']

export interface Layout {
  table: string
  content_field: string
  mapping: MappingValues
}

/** The mapping as the form has it: an empty text stands for a column that there is not. */
export interface MappingValues {
  control_id: string
  control_name: string
  system: string
  system_name: string
  system_table: string
}

export const PRESET_CHOICES = Object.entries(words.Preset).map(([value, { label, description }]) => ({
  value: value as Preset,
  label,
  description,
}))

/** As the API fills them in; `custom` is typed. */
export const PRESET_LAYOUTS: Record<Exclude<Preset, 'custom'>, Layout> = {
  statement: layoutOf('statement'),
  control: layoutOf('control'),
  objective: layoutOf('objective'),
}

export const SYSTEM_TABLE = words.Preset.statement.layout.mapping.system_table

function layoutOf(preset: Exclude<Preset, 'custom'>): Layout {
  const { mapping, ...layout } = words.Preset[preset].layout
  return {
    ...layout,
    mapping: { ...mapping, system: mapping.system ?? '', system_name: mapping.system_name ?? '' },
  }
}

export const TEXT_FORMAT_CHOICES = Object.entries(words.TextFormatSetting).map(([value, { label }]) => ({
  value: value as Schemas['TextFormatSetting'],
  label,
}))

export const AUTH_CHOICES = Object.entries(words.AuthMethod).map(([value, { label }]) => ({
  value: value as AuthMethod,
  label,
}))

type Credential = 'username' | 'password' | 'client_id' | 'client_secret'

export const CREDENTIALS_OF: Record<AuthMethod, readonly Credential[]> = {
  basic: words.AuthMethod.basic.credentials,
  oauth_client_credentials: words.AuthMethod.oauth_client_credentials.credentials,
  oauth_password: words.AuthMethod.oauth_password.credentials,
}

/** What the form calls the API's fields. */
export const FIELD_LABELS = {
  instance_url: 'Instance address',
  auth_method: 'How the service account signs in',
  username: 'User name',
  password: 'Password',
  client_id: 'Client ID',
  client_secret: 'Client secret',
  preset: 'Where the statements are',
  table: 'Table',
  content_field: 'Text field',
  text_format: 'What the text field holds',
  'mapping.control_id': 'Control ID',
  'mapping.control_name': 'Control name',
  'mapping.system': 'System (empty if there is none)',
  'mapping.system_name': 'System name',
  'mapping.system_table': 'Table of systems',
} as const
