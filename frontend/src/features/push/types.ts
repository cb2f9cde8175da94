import type { Schemas } from '@/lib/api'

export type ModifiedStatement = Schemas['ModifiedStatement']
export type Job = Schemas['JobView']
export type JobStatus = Schemas['JobStatus']
export type PushResult = Schemas['ResultView']
export type Outcome = Schemas['Outcome']
export type ErrorCode = Schemas['ErrorCode']
