import { format, parseISO, startOfDay, subDays } from 'date-fns'

export const PRESETS = [
  { label: 'Today', days: 1 },
  { label: '7 days', days: 7 },
  { label: '30 days', days: 30 },
] as const

const FIELD = "yyyy-MM-dd'T'HH:mm"
/** While a year is typed it passes through 0002, 0020 and 0202. */
const FIRST_YEAR = 2000

/** When the last `days` days began in the reader's time zone, today being one of them. */
export function startOfDays(days: number, now = new Date()): string {
  return startOfDay(subDays(now, days - 1)).toISOString()
}

/** An instant as a date and time field has it, in the reader's time zone. */
export function asFieldValue(at: string | undefined): string {
  return at === undefined ? '' : format(parseISO(at), FIELD)
}

/** The instant that a date and time field means; undefined while it means none. */
export function fromFieldValue(value: string): string | undefined {
  const time = new Date(value)
  const isMeant = !Number.isNaN(time.getTime()) && time.getFullYear() >= FIRST_YEAR
  return isMeant ? time.toISOString() : undefined
}

/** "Europe/Berlin, GMT+1" */
export function timeZone(now = new Date()): string {
  return `${Intl.DateTimeFormat().resolvedOptions().timeZone}, ${format(now, 'O')}`
}
