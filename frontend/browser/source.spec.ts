import { expect, test, type Page } from '@playwright/test'
import { conflict, modified, modifiedList, openApp } from './app'

const CONFLICTS = ['AC-2', 'AC-3', 'AC-4']

/** The dialog of the first conflict, showing the source of both texts. */
async function openSource(page: Page) {
  await openApp(page, '/push', {
    'GET /push/modified': modifiedList(CONFLICTS.map((id) => modified(id, { sync_status: 'conflict' }))),
    'POST /push/check-conflicts': { conflicts: CONFLICTS.map(conflict) },
    'GET /statements/id-AC-2': { sync_status: 'conflict', local_content: conflict('AC-2').local_content },
    'POST /push/resolve-conflict/id-AC-2': { id: 'id-AC-2', sanitized: [] },
  })
  await page.getByRole('link', { name: 'Resolve 3 conflicts' }).click()
  await page.getByRole('button', { name: 'Resolve AC-2' }).click()
  const dialog = page.getByRole('dialog', { name: 'AC-2' })
  await enterSource(page)
  return dialog
}

async function enterSource(page: Page) {
  await page.getByRole('radiogroup', { name: 'Show the texts as' }).getByText('Source').click()
  await expect(page.locator('.monaco-diff-editor .view-line').first()).toBeVisible()
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** Each way out of the source view, and what is there afterwards. */
const WAYS: Record<string, [leave: (page: Page) => Promise<void>, there: (page: Page) => Promise<void>]> = {
  'to the rendered view': [
    (page) => page.getByRole('radiogroup', { name: 'Show the texts as' }).getByText('Rendered').click(),
    (page) => expect(page.getByRole('region', { name: 'Differences, rendered' })).toBeVisible(),
  ],
  'by Close': [
    (page) => press(page, 'Close'),
    (page) => expect(page.getByRole('button', { name: 'Resolve AC-2' })).toBeFocused(),
  ],
  'by Escape': [
    (page) => page.keyboard.press('Escape'),
    (page) => expect(page.getByRole('button', { name: 'Resolve AC-2' })).toBeFocused(),
  ],
  'to the next conflict': [
    (page) => press(page, 'Next conflict'),
    (page) => expect(page.getByRole('dialog', { name: 'AC-3' })).toBeVisible(),
  ],
  'to the merge': [
    (page) => press(page, 'Edit and merge…'),
    (page) => expect(page.getByRole('textbox', { name: 'Merged text' })).toBeVisible(),
  ],
  'to another comparison': [
    (page) => page.getByRole('radiogroup', { name: 'Compare' }).getByText('Local changes').click(),
    (page) => expect(page.getByText('Base: as last read from ServiceNow')).toBeVisible(),
  ],
  'by a decision': [
    (page) => press(page, 'Keep Local Version'),
    (page) => expect(page.getByRole('dialog', { name: 'AC-3' })).toBeVisible(),
  ],
  'back in the browser': [
    (page) => page.goBack().then(() => undefined),
    (page) => expect(page.getByRole('list', { name: 'Modified statements' })).toBeVisible(),
  ],
}

for (const [way, [leave, there]] of Object.entries(WAYS)) {
  test(`the source view is left ${way}`, async ({ page }) => {
    await openSource(page)
    await leave(page)
    await there(page)
  })
}

test('the source view has its icons', async ({ page }) => {
  await openSource(page)
  const fonts = () =>
    page.evaluate(() =>
      [...document.fonts].filter(({ family }) => family.includes('codicon')).map(({ status }) => status),
    )
  await expect.poll(fonts).toEqual(['loaded'])
})
