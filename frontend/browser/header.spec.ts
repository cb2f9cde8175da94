import { expect, test } from '@playwright/test'
import { expectAccessible } from '../e2e/axe'
import { openApp } from './app'

const ON = { writes: 'on', reason: null, changed_by: null, changed_at: null }
const ACCOUNT = 'Account of ana@example.test'

test('the account is opened, used and left by keyboard', async ({ page }) => {
  await openApp(page, '/')
  const button = page.getByRole('button', { name: ACCOUNT })
  await button.focus()
  await page.keyboard.press('Enter')
  const panel = page.getByRole('dialog', { name: 'Account' })
  await expect.poll(() => panel.evaluate((node) => node.contains(document.activeElement))).toBe(true)
  await page.keyboard.press('Tab')
  await expect(panel.getByRole('radio', { name: 'Auto' })).toBeFocused()
  await page.keyboard.press('ArrowLeft')
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await page.keyboard.press('Escape')

  await expect(panel).toBeHidden()
  await expect(button).toBeFocused()
})

test('what the header opens is closed by its button, or by a press elsewhere', async ({ page }) => {
  await openApp(page, '/')
  const mark = page.getByRole('button', { name: /^ServiceNow:/ })
  const panel = page.getByRole('dialog', { name: 'ServiceNow connection' })
  await mark.click()
  await expect(panel.getByText('ServiceNow: Connected')).toBeVisible()
  await mark.click()
  await expect(panel).toBeHidden()
  await mark.click()
  await expect(panel).toBeVisible()
  await page.getByRole('heading', { level: 1 }).click()
  await expect(panel).toBeHidden()

  await mark.click()
  await panel.getByText('ServiceNow: Connected').click()
  await expect(panel).toBeVisible()
  await page.getByRole('button', { name: ACCOUNT }).click()
  await expect(panel).toBeHidden()
  await expect(page.getByRole('dialog', { name: 'Account' })).toBeVisible()
})

test('a dialog that was opened from the account stays while it is used', async ({ page }) => {
  await openApp(page, '/', { 'GET /operations': ON }, 'admin')
  await page.getByRole('button', { name: ACCOUNT }).click()
  await page.getByRole('button', { name: /^Stop all writes/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Stop all writes to ServiceNow?' })
  await dialog.getByRole('textbox', { name: 'Why' }).click()
  await page.keyboard.type('Upgrade')

  await expect(dialog.getByRole('textbox', { name: 'Why' })).toHaveValue('Upgrade')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`what the header opens can be read and reached on the smallest screen, ${colorScheme}`, async ({
    page,
  }) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.setViewportSize({ width: 320, height: 256 })
    await openApp(page, '/', { 'GET /operations': ON }, 'admin')
    for (const [button, panel] of [
      [ACCOUNT, 'Account'],
      [/^ServiceNow:/, 'ServiceNow connection'],
    ] as const) {
      await page.getByRole('button', { name: button }).click()
      const box = await page.getByRole('dialog', { name: panel }).boundingBox()
      expect(box?.x).toBeGreaterThanOrEqual(0)
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(320)
      expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(256)
      await expectAccessible(page)
    }
  })
}

test('a time says exactly when, to mouse and keyboard', async ({ page }) => {
  const running = {
    job_id: 'job-1',
    status: 'completed',
    total: 1,
    completed: 1,
    succeeded: 1,
    failed: 0,
    skipped: 0,
  }
  const job = { ...running, outcomes: {}, created_by: 'ana', created_at: '2026-01-15T09:30:00Z', error: null }
  await openApp(page, '/history', { 'GET /push': { jobs: [job], next_cursor: null, unreadable: [] } })
  const time = page.locator('time').first()
  await time.hover()
  await expect(page.getByRole('tooltip')).toHaveText(/15 Jan 2026/)
  await page.mouse.move(0, 0)
  await expect(page.getByRole('tooltip')).toBeHidden()
  await time.focus()
  await expect(page.getByRole('tooltip')).toHaveText(/15 Jan 2026/)
})
