import { format, parseISO } from 'date-fns'
import { roughDuration, timeLeft } from './jobProgress'
import type { Job } from '../types'

/** What the push is doing, in a few words. */
export function progressNote(job: Job, now: Date): string {
  if (job.cancel_requested) return 'Cancelling'
  if (job.waiting_reason) return 'All writes to ServiceNow are stopped; it goes on by itself'
  if (job.preparing) return `Collecting what is modified: ${job.total.toLocaleString('en')} so far`
  if (job.status === 'pending') return 'Waiting to start'
  const waiting = job.waiting_until && parseISO(job.waiting_until)
  if (waiting && waiting > now) {
    return `ServiceNow asked to wait; it goes on at ${format(waiting, 'HH:mm:ss')}`
  }
  if (job.completed === job.total) return 'Finishing'
  const left = timeLeft(job, now)
  return left === null
    ? 'The time left is told after the first statements'
    : `About ${roughDuration(left)} left`
}
