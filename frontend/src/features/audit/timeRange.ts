import { startOfDay, subDays } from 'date-fns'
import { localTime } from '@/lib/time'

export const PRESETS = [
  { label: 'Today', days: 1 },
  { label: '7 days', days: 7 },
  { label: '30 days', days: 30 },
] as const

const TO_THE_MINUTE = 'yyyy-mm-ddThh:mm'.length
/** While a year is typed it passes through 0002, 0020 and 0202. */
const FIRST_YEAR = 2000

/** When the last `days` days began in the reader's time zone, today being one of them. */
export function startOfDays(days: number, now = new Date()): string {
  return startOfDay(subDays(now, days - 1)).toISOString()
}

/** An instant as a date and time field has it, in the reader's time zone. */
export function asFieldValue(at: string | undefined): string {
  return at === undefined ? '' : localTime(new Date(at)).slice(0, TO_THE_MINUTE)
}

/** The instant that a date and time field means; undefined while it means none. */
export function fromFieldValue(value: string): string | undefined {
  const time = new Date(value)
  const isMeant = !Number.isNaN(time.getTime()) && time.getFullYear() >= FIRST_YEAR
  return isMeant ? time.toISOString() : undefined
}
