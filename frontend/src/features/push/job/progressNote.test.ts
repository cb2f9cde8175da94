import { expect, test } from 'vitest'
import { cancelAccount } from './jobProgress'
import { progressNote, waitInWords, waitsUntil } from './progressNote'
import { job } from '../testing'

const now = new Date('2026-01-15T09:31:01Z')
const running = job({ status: 'running', total: 10, completed: 5, succeeded: 5 })

test('tells the time left at the pace so far', () => {
  expect(progressNote(running, now)).toBe('About 1 minute left')
})

test('does not guess from the first statements', () => {
  expect(progressNote({ ...running, completed: 2 }, now)).toMatch(/after the first statements/)
})

test.each([
  [{ status: 'pending' as const }, 'Waiting to start'],
  [{ status: 'pending' as const, preparing: true, total: 1200 }, 'Collecting what is modified: 1,200 so far'],
  [
    { status: 'pending' as const, preparing: true, total: 90, retry_of: 'job-1' },
    'Collecting what can be tried again: 90 so far',
  ],
  [{ cancel_requested: true }, 'Cancelling'],
  [{ waiting_reason: 'Stopped' }, 'All writes to ServiceNow are stopped; it goes on by itself'],
  [{ completed: 10, succeeded: 10 }, 'Finishing'],
  [{ waiting_until: '2026-01-15T09:31:00Z' }, 'About 1 minute left'],
])('%j is told as %j', (changes, note) => {
  expect(progressNote({ ...running, ...changes }, now)).toBe(note)
})

test('says until when ServiceNow asked to wait', () => {
  const waiting = { ...running, waiting_until: '2026-01-15T09:32:05Z' }
  const until = waitsUntil(waiting, now)

  expect(progressNote(waiting, now)).toBe('Waiting for ServiceNow')
  expect(until && waitInWords(until, now)).toMatch(/^until \d\d:32:05, in 1 minute 5 seconds$/)
  expect(waitsUntil({ ...running, waiting_until: '2026-01-15T09:31:00Z' }, now)).toBeNull()
})

test.each([
  [{ succeeded: 12, skipped: 38, total: 50, completed: 50 }, '12 written, 38 untouched'],
  [{ succeeded: 1, failed: 2, skipped: 3, total: 6, completed: 6 }, '1 written, 2 failed, 3 untouched'],
  [{ succeeded: 1, skipped: 0, total: 6, completed: 1 }, '1 written, 0 untouched, 5 not known yet'],
])('a cancelled push is accounted for: %j', (changes, account) => {
  expect(cancelAccount(job(changes))).toBe(account)
})
