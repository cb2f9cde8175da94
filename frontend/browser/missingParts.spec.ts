import { expect, test, type Page } from '@playwright/test'
import { expectAccessible } from '../e2e/axe'
import { modified, modifiedList, openApp } from './app'

/** As after an update of the app, or without a network: what is not loaded yet cannot be. */
async function loadNothingMore(page: Page) {
  await page.waitForLoadState('networkidle')
  await page.route('**/assets/*.js', (route) => route.abort())
}

const MISSING = 'This part of the app could not be loaded'
const JOB = {
  job_id: 'job-1',
  status: 'completed',
  total: 1,
  completed: 1,
  succeeded: 1,
  failed: 0,
  skipped: 0,
  outcomes: {},
  created_by: 'ana',
  created_at: '2026-01-15T09:30:00Z',
  error: null,
}

test('a hint that cannot be loaded is left out, and the page stays', async ({ page }) => {
  await openApp(page, '/history', { 'GET /push': { jobs: [JOB], next_cursor: null, unreadable: [] } })
  await loadNothingMore(page)
  const failed = page.waitForEvent('requestfailed')
  await page.locator('time').first().hover()
  await failed

  await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible()
  await expect(page.getByText(MISSING)).toBeHidden()
})

test('what the header opens says so when it cannot be loaded', async ({ page }) => {
  await openApp(page, '/')
  await loadNothingMore(page)
  await page.getByRole('button', { name: /^Account of/ }).click()
  const panel = page.getByRole('dialog', { name: 'Account' })

  await expect(panel.getByText(MISSING)).toBeVisible()
  await expect(panel.getByRole('button', { name: 'Load the app anew' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
})

test('a list of keys that cannot be loaded says so at the top of the page', async ({ page }) => {
  await openApp(page, '/')
  await loadNothingMore(page)
  await page.keyboard.press('Shift+?')

  await expect(page.getByText(MISSING)).toBeVisible()
})

test('a step of the push that cannot be loaded keeps the selection', async ({ page }) => {
  await openApp(page, '/push', { 'GET /push/modified': modifiedList([modified('AC-1'), modified('AC-2')]) })
  await loadNothingMore(page)
  await page.getByRole('checkbox', { name: /^AC-1 / }).check()
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByText(MISSING)).toBeVisible()
  await page.unroute('**/assets/*.js')
  await page.getByRole('button', { name: 'Load the app anew' }).click()

  await page.getByRole('button', { name: 'Select', exact: true }).click()
  await expect(page.getByText('1 selected')).toBeVisible()
})
