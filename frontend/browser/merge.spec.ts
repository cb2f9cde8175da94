import { expect, test, type Page } from '@playwright/test'
import type { Schemas } from '../src/lib/api'
import { expectAccessible } from '../e2e/axe'
import { conflict, modified, modifiedList, openApp } from './app'

async function openMerge(page: Page) {
  const sent: Schemas['ResolveRequest'][] = []
  await openApp(page, '/push', {
    'GET /push/modified': modifiedList([modified('AC-2', { sync_status: 'conflict' })]),
    'POST /push/check-conflicts': { conflicts: [conflict('AC-2')] },
    'POST /push/resolve-conflict/id-AC-2': ({ body }: { body: Schemas['ResolveRequest'] }) => {
      sent.push(body)
      return { id: 'id-AC-2', revision: 3, sanitized: [] }
    },
  })
  await page.getByRole('link', { name: 'Resolve 1 conflict' }).click()
  await page.getByRole('button', { name: 'Resolve AC-2' }).click()
  await page.getByRole('button', { name: 'Edit and merge…' }).click()
  return sent
}

test('a change is taken from either side, and the text is typed as it reads', async ({ page }) => {
  const sent = await openMerge(page)
  const editor = page.getByRole('textbox', { name: 'Merged text' })
  await expect(editor).toContainText('Reviewed each month.')
  await expect(page.getByText('Choose one')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: /^Take this one: ServiceNow/ }).click()
  await expect(editor).toContainText('Reviewed each quarter.')
  await editor.getByText('Paragraph 5').click()
  await page.keyboard.press('End')
  await page.keyboard.type(' Typed here.')
  await page.getByRole('button', { name: 'Take this one: Base, change 1' }).click()
  await expect(editor).toContainText('Reviewed each year.')
  await expect(editor).toContainText('the same. Typed here.')
  await page.getByRole('button', { name: 'Save merged text' }).click()

  await expect.poll(() => sent.length).toBe(1)
  expect(sent[0]?.merged_content).toContain('<p>Paragraph 5 is the same. Typed here.</p>')
  expect(sent[0]?.merged_content).toContain('<p>Reviewed each year.</p>')
})

test('at 320 pixels the merge can be read, chosen and saved', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await openMerge(page)

  for (const name of ['Discard merge', 'Back to the comparison', 'Save merged text'])
    await expect(page.getByRole('button', { name })).toBeInViewport({ ratio: 1 })
  const take = page.getByRole('button', { name: /^Take this one: ServiceNow/ })
  await take.scrollIntoViewIfNeeded()
  await take.click()
  await expect(page.getByRole('textbox', { name: 'Merged text' })).toContainText('Reviewed each quarter.')
})
