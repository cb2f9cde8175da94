/** From the longest, with its length in milliseconds; a month and a year are those of the calendar, on average. */
const UNITS = [
  ['year', 31_556_952_000],
  ['month', 2_629_746_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const
const RELATIVE = new Intl.RelativeTimeFormat('en')

/** "3 minutes ago", or "in 3 minutes" */
export function relativeTime(at: string): string {
  const away = Date.parse(at) - Date.now()
  const unit = UNITS.find(([, length]) => Math.abs(away) >= length)
  if (!unit) return away > 0 ? 'in less than a minute' : 'less than a minute ago'
  return RELATIVE.format(Math.trunc(away / unit[1]), unit[0])
}

/** A message of the API with its stamps in the reader's own time zone. */
export function withLocalTimes(message: string): string {
  return message.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, exactTime)
}

/** "2026-11-23T14:05:09", in the reader's own time zone: for fields and names of files. */
export function localTime(at: Date): string {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 19)
}

/** "Europe/Berlin, GMT+1" */
export function timeZone(now = new Date()): string {
  const format = new Intl.DateTimeFormat('en-US', { timeZoneName: 'shortOffset' })
  const offset = format.formatToParts(now).find(({ type }) => type === 'timeZoneName')?.value ?? ''
  return `${format.resolvedOptions().timeZone}, ${offset}`
}

/** "23 Nov 2026, 14:05:09 GMT+1", in the reader's own time zone. */
export function exactTime(at: string): string {
  const parts = new Intl.DateTimeFormat('en-US', {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'shortOffset',
  }).formatToParts(new Date(at))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  const clock = `${part('hour')}:${part('minute')}:${part('second')}`
  return `${part('day')} ${part('month')} ${part('year')}, ${clock} ${part('timeZoneName')}`
}
