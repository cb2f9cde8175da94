import type { Schemas } from '@/lib/api'

export type AuditEntry = Schemas['AuditEntry']
export type AuditDetail = Schemas['AuditRecord']
export type Action = Schemas['Action']
