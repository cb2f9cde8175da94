import type { Schemas } from '@/lib/api'

export type Schedule = Schemas['ScheduleAnswer']
export type Run = Schemas['RunView']
export type Settings = Omit<Schemas['CreateRequest'], 'scope'> & { scope: Schemas['Scope'] }
