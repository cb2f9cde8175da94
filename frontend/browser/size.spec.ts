import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { openApp } from './app'

/** What a browser may load of JavaScript before the first click on a page, in kB of gzip. */
const LIMITS = { '/': 166, '/push': 184, '/systems': 165, '/history': 165, '/schedules': 160, '/audit': 186 }
const FILES = 36

for (const [path, limit] of Object.entries(LIMITS)) {
  test(`${path} loads at most ${limit} kB of JavaScript before the first click`, async ({ page }) => {
    const sizes: Promise<number>[] = []
    page.on('response', (response) => {
      if (!response.url().endsWith('.js')) return
      sizes.push(response.body().then((body) => gzipSync(body).length))
    })
    await openApp(page, path)
    await page.waitForLoadState('networkidle')

    const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
    expect(total).toBeGreaterThan(0)
    expect(sizes.length).toBeLessThanOrEqual(FILES)
    expect(total).toBeLessThanOrEqual(limit * 1000)
  })
}
