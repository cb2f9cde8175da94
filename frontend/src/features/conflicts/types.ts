import type { Schemas } from '@/lib/api'

/** How one modified statement compares with ServiceNow: one entry of POST /push/check-conflicts. */
export type ConflictCheck = Schemas['CheckView']
export type Verdict = Schemas['Verdict']
export type ModifiedStatement = Schemas['ModifiedStatement']

export type StatementOf = (id: string) => ModifiedStatement | undefined
