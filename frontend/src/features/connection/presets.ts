import type { Schemas } from '@/lib/api'

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

export const SYSTEM_TABLE = 'sn_grc_profile'

export const PRESET_CHOICES: readonly { value: Preset; label: string; description: string }[] = [
  {
    value: 'statement',
    label: 'Compliance statements',
    description: 'A table of its own holds one implementation statement per control and system.',
  },
  {
    value: 'control',
    label: 'Controls',
    description: 'The statement is a field of the control of each system.',
  },
  {
    value: 'objective',
    label: 'Control objectives',
    description: 'The statement is the description of the control objective, without a system.',
  },
  { value: 'custom', label: 'Custom', description: 'You name the table and its columns.' },
]

/** As the API fills them in; `custom` is typed. */
export const PRESET_LAYOUTS: Record<Exclude<Preset, 'custom'>, Layout> = {
  statement: {
    table: 'sn_compliance_statement',
    content_field: 'u_implementation_statement',
    mapping: {
      control_id: 'control_id',
      control_name: 'control_name',
      system: 'profile',
      system_name: 'profile.name',
      system_table: SYSTEM_TABLE,
    },
  },
  control: {
    table: 'sn_compliance_control',
    content_field: 'implementation_statement',
    mapping: {
      control_id: 'content.reference',
      control_name: 'content.name',
      system: 'profile',
      system_name: 'profile.name',
      system_table: SYSTEM_TABLE,
    },
  },
  objective: {
    table: 'sn_compliance_policy_statement',
    content_field: 'description',
    mapping: {
      control_id: 'reference',
      control_name: 'name',
      system: '',
      system_name: '',
      system_table: SYSTEM_TABLE,
    },
  },
}

export const AUTH_CHOICES: readonly { value: AuthMethod; label: string }[] = [
  { value: 'basic', label: 'User name and password' },
  { value: 'oauth_client_credentials', label: 'OAuth 2.0, client credentials' },
  { value: 'oauth_password', label: 'OAuth 2.0, password' },
]

type Credential = 'username' | 'password' | 'client_id' | 'client_secret'

export const CREDENTIALS_OF: Record<AuthMethod, readonly Credential[]> = {
  basic: ['username', 'password'],
  oauth_client_credentials: ['client_id', 'client_secret'],
  oauth_password: ['username', 'password', 'client_id', 'client_secret'],
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
  'mapping.control_id': 'Control ID',
  'mapping.control_name': 'Control name',
  'mapping.system': 'System (empty if there is none)',
  'mapping.system_name': 'System name',
  'mapping.system_table': 'Table of systems',
} as const
