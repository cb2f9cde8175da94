import type { Schemas } from '@/lib/api'

export type ModifiedStatement = Schemas['ModifiedStatement']
export type Job = Schemas['JobView']
export type JobStatus = Schemas['JobStatus']
export type PushResult = Schemas['ResultView']
export type OpenItem = Schemas['OpenItemView']
export type ItemState = Schemas['ItemState']
/** One statement of a push: with its outcome, or on the way to one. */
export type PushItem = PushResult | OpenItem
export type Outcome = Schemas['Outcome']
export type ErrorCode = Schemas['ErrorCode']
