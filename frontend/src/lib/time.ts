import { format, formatDistanceToNow, parseISO } from 'date-fns'

/** "3 minutes ago" */
export function relativeTime(at: string): string {
  return formatDistanceToNow(parseISO(at), { addSuffix: true })
}

/** A message of the API with its stamps in the reader's own time zone. */
export function withLocalTimes(message: string): string {
  return message.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, exactTime)
}

/** "23 Nov 2026, 14:05:09 GMT+1", in the reader's own time zone. */
export function exactTime(at: string): string {
  return format(parseISO(at), 'd MMM yyyy, HH:mm:ss O')
}
