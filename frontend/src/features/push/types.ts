import type { Schemas } from '@/lib/api'

/** How one modified statement compares with ServiceNow: one entry of POST /push/check-conflicts. */
export type ConflictCheck = Schemas['CheckView']
export type Verdict = Schemas['Verdict']
export type ModifiedStatement = Schemas['ModifiedStatement']
export type Job = Schemas['JobView']
export type JobStatus = Schemas['JobStatus']
export type PushResult = Schemas['ResultView']
export type Outcome = Schemas['Outcome']
export type ErrorCode = Schemas['ErrorCode']
