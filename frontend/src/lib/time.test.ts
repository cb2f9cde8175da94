import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { exactTime, localTime, relativeTime, timeZone, withLocalTimes } from './time'

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-26T12:00:00Z') })
})

afterEach(() => {
  vi.useRealTimers()
})

test.each([
  ['2026-11-26T11:59:01Z', 'less than a minute ago'],
  ['2026-11-26T12:00:59Z', 'in less than a minute'],
  ['2026-11-26T11:59:00Z', '1 minute ago'],
  ['2026-11-26T11:00:01Z', '59 minutes ago'],
  ['2026-11-26T09:00:00Z', '3 hours ago'],
  ['2026-11-27T12:00:00Z', 'in 1 day'],
  ['2026-10-28T12:00:00Z', '29 days ago'],
  ['2026-01-15T09:30:00Z', '10 months ago'],
  ['2020-01-15T09:30:00Z', '6 years ago'],
])('%s is %s', (at, words) => {
  expect(relativeTime(at)).toBe(words)
})

test('the exact time is the reader’s own, with its distance from UTC', () => {
  const at = new Date(2026, 8, 5, 0, 7, 9)
  expect(exactTime(at.toISOString())).toMatch(/^5 Sep 2026, 00:07:09 GMT([+-]\d+(:\d\d)?)?$/)
})

test('stamps in a message are shown in the reader’s own time', () => {
  const at = '2026-11-26T12:00:00.123456Z'
  expect(withLocalTimes(`It waits until ${at}.`)).toBe(`It waits until ${exactTime(at)}.`)
})

test('fields and files have the reader’s own time', () => {
  expect(localTime(new Date(2026, 8, 5, 0, 7, 9))).toBe('2026-09-05T00:07:09')
  expect(localTime(new Date(2026, 2, 29, 12, 0, 0))).toBe('2026-03-29T12:00:00')
})

test('a time zone is named with its distance from UTC', () => {
  expect(timeZone(new Date(2026, 8, 5))).toMatch(/^[\w/+-]+, GMT([+-]\d+(:\d\d)?)?$/)
})
