import { differenceInMilliseconds, format, parseISO } from 'date-fns'
import { roughDuration, timeLeft } from './timeLeft'
import type { Job } from '../types'

/** What the push is doing, in a few words. */
export function progressNote(job: Job, now: Date): string {
  if (job.cancel_requested) return 'Cancelling'
  if (job.waiting_reason) return 'All writes to ServiceNow are stopped; it goes on by itself'
  if (job.preparing) {
    const what = job.retry_of ? 'can be tried again' : 'is modified'
    return `Collecting what ${what}: ${job.total.toLocaleString('en')} so far`
  }
  if (job.status === 'pending') return 'Waiting to start'
  if (waitsUntil(job, now)) return 'Waiting for ServiceNow'
  if (job.completed === job.total) return 'Finishing'
  const left = timeLeft(job, now)
  return left === null
    ? 'The time left is told after the first statements'
    : `About ${roughDuration(left)} left`
}

/** Until when ServiceNow asked all callers to wait; null when that is over, or it is not ServiceNow that asked. */
export function waitsUntil({ waiting_until, waiting_reason }: Job, now: Date): Date | null {
  const until = waiting_until && !waiting_reason ? parseISO(waiting_until) : null
  return until && until > now ? until : null
}

/** "until 14:05:09, in 25 seconds" */
export function waitInWords(until: Date, now: Date): string {
  return `until ${format(until, 'HH:mm:ss')}, in ${roughDuration(differenceInMilliseconds(until, now))}`
}
