import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import type { AuditEntry } from '../src/features/audit/types'
import { modified, modifiedList, openApp, type Answers } from './app'

/** What a browser may load of JavaScript before the first click on a page, in kB of gzip. */
const LIMITS = {
  '/': 166,
  '/push': 194,
  '/systems': 165,
  '/history': 165,
  '/schedules': 160,
  '/audit': 186,
  '/connection': 202,
}
const FILES = 36

/** A page with something on it loads more than an empty one: its list, and what compares texts. */
const ANSWERS: Answers = {
  'GET /push/modified': modifiedList(Array.from({ length: 60 }, (_, index) => modified(`AC-${index + 1}`))),
  'GET /audit': {
    records: Array.from({ length: 50 }, (_, index) => edited(`record-${index}`)),
    next_cursor: null,
    unreadable: [],
  },
}

for (const [path, limit] of Object.entries(LIMITS)) {
  test(`${path} loads at most ${limit} kB of JavaScript before the first click`, async ({ page }) => {
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return
      sizes.push(response.body().then((body) => gzipSync(body).length))
    })
    await openApp(page, path, ANSWERS)
    await page.waitForLoadState('networkidle')

    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(0)
    expect(sizes.length).toBeLessThanOrEqual(FILES)
    expect(total).toBeLessThanOrEqual(limit * 1000)
  })
}

function edited(id: string): AuditEntry {
  return {
    id,
    at: '2026-11-23T08:15:00Z',
    actor: 'ana@example.test',
    action: 'edited',
    statement_id: 'id-AC-1',
    control_id: 'AC-1',
    system_id: 'harbor',
    job_id: null,
    before_sha256: 'a'.repeat(64),
    after_sha256: 'b'.repeat(64),
    details: { revision: 2 },
  }
}
