import type { AuditEntry } from './types'

export type Details = AuditEntry['details']

/** A detail as text; undefined when it is missing or something else. */
export function textDetail(details: Details, name: string): string | undefined {
  const value = details[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

export function numberDetail(details: Details, name: string): number | undefined {
  const value = details[name]
  return typeof value === 'number' ? value : undefined
}

export function objectDetail(details: Details, name: string): Record<string, unknown> {
  const value = details[name]
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
