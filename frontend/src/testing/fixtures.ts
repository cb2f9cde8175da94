import type { Schemas } from '@/lib/api'

export function connection(changes: Partial<Schemas['ConnectionView']> = {}): Schemas['ConnectionView'] {
  return {
    instance_url: 'https://example.service-now.com',
    preset: 'statement',
    table: 'sn_compliance_statement',
    content_field: 'u_implementation_statement',
    mapping: {
      control_id: 'control_id',
      control_name: 'control_name',
      system: 'profile',
      system_name: 'profile.name',
      system_table: 'sn_grc_profile',
    },
    auth_method: 'basic',
    username: 'svc.grc',
    client_id: '',
    status: 'connected',
    status_reason: null,
    last_test_at: '2026-01-15T09:30:00Z',
    text_format: 'auto',
    text_format_found: null,
    ...changes,
  }
}

/** The connected field holds plain text. */
export function plainConnection(): Schemas['ConnectionView'] {
  return connection({ text_format: 'plain' })
}

/** A problem document as the API sends it. */
export function problem(
  status: number,
  code: string,
  detail: string,
  extra: Record<string, unknown> = {},
): Schemas['Problem'] & Record<string, unknown> {
  return { type: 'about:blank', title: 'Refused', status, code, detail, ...extra }
}
