import { differenceInMilliseconds, formatDuration, intervalToDuration } from 'date-fns'
import type { Job } from '../types'

/** Fewer say little about the pace. */
const ENOUGH_TO_JUDGE = 3

/** How long the rest will take at the pace so far, in milliseconds; null when it cannot be told. */
export function timeLeft(job: Job, now: Date): number | null {
  if (!job.started_at || job.completed < ENOUGH_TO_JUDGE) return null
  const elapsed = differenceInMilliseconds(now, job.started_at)
  if (elapsed <= 0) return null
  return (elapsed / job.completed) * (job.total - job.completed)
}

const ROUGHLY = 5000

/** "about 1 minute 25 seconds", in steps of five seconds. */
export function roughDuration(milliseconds: number): string {
  const end = Math.max(ROUGHLY, Math.ceil(milliseconds / ROUGHLY) * ROUGHLY)
  return formatDuration(intervalToDuration({ start: 0, end }), { format: ['hours', 'minutes', 'seconds'] })
}
