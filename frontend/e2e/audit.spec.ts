import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScrolling } from './axe'
import { Api, open, type Statement } from './product'

const BEFORE = '<p>Accounts are reviewed each year.</p>'
const AFTER = '<p>Accounts are reviewed each month.</p>'
/** What a spreadsheet would run, if it could come into the file as it is. */
const FORMULA = '=HYPERLINK("https://example.test")'

interface AuditRecord {
  id: string
  action: string
  actor: string
  control_id: string
  before_sha256: string | null
  after_sha256: string | null
}

const author = new Api('author')
let pushed: Statement
let jobId: string

test.beforeAll(async () => {
  const made = await author.newSystem('Audited', { 'AC-2': BEFORE, [FORMULA]: BEFORE })
  pushed = made('AC-2')
  await author.edit(pushed, AFTER)
  await author.edit(made(FORMULA), AFTER)
  const statement_ids = [pushed.id, made(FORMULA).id]
  ;({ job_id: jobId } = await author.call<{ job_id: string }>('POST', '/push', { statement_ids }))
  const status = async () => (await author.call<{ status: string }>('GET', `/push/${jobId}`)).status
  await expect.poll(status, { timeout: 60_000 }).toBe('completed')
})

test('an auditor finds the push by filters and verifies what it changed', async ({ page }) => {
  await open(page, '/audit', 'auditor')
  await page.getByLabel('What happened').selectOption('Statement pushed')
  await page.getByRole('combobox', { name: 'Statement', exact: true }).fill('Audited')
  await page.getByRole('option', { name: /^AC-2 · .* · Audited$/ }).click()
  await page.getByRole('button', { name: 'Today' }).click()
  const on = page.getByRole('group', { name: 'Filters that are on' })
  await expect(on).toContainText('Statement AC-2')
  await page.reload()
  await expect(on).toContainText('Statement pushed')
  await expect(page.getByRole('list', { name: 'Records' }).getByRole('listitem')).toHaveCount(1)

  await page.getByRole('button', { name: 'Pushed AC-2' }).click()
  const texts = page.getByRole('region', { name: 'Differences, rendered' })
  await expect(texts.getByText('year')).toBeVisible()
  await expect(texts.getByText('month')).toBeVisible()
  for (const text of [BEFORE, AFTER]) {
    const sum = page.getByRole('definition').filter({ hasText: sha256(text) })
    await expect(sum).toContainText('Matches the text shown')
    const download = page.waitForEvent('download')
    await sum.getByRole('button', { name: /Save/ }).click()
    expect(readFileSync(await (await download).path(), 'utf8')).toBe(text)
  }

  await on.getByRole('button', { name: 'Reset filters' }).click()
  await expect(on).toBeHidden()
  expect(new URL(page.url()).search).toBe('')
})

test('the push leads to its records, and both files hold them all', async ({ page }) => {
  await open(page, `/push/${jobId}`, 'auditor')
  await page.getByRole('link', { name: 'Audit records of this push' }).click()
  await expect(page.getByRole('button', { name: 'Push completed: 2 pushed' })).toBeVisible()
  const { records } = await author.call<{ records: AuditRecord[] }>('GET', `/audit?job_id=${jobId}`)

  const json = JSON.parse((await exported(page, 'JSON')).text) as AuditRecord[]
  expect(json).toEqual(records)

  const csv = await exported(page, 'CSV')
  expect(csv.name).toMatch(/^control-push-audit-.*-filtered\.csv$/)
  expect(csv.text.startsWith('\uFEFFid,at,actor,action,')).toBe(true)
  for (const { id } of records) expect(csv.text).toContain(`\r\n${id},`)
  expect(csv.text).toContain(`,"'${FORMULA.replaceAll('"', '""')}",`)
  expect(csv.text).toContain(sha256(AFTER))
})

test('two versions of a statement are compared, and nothing can be changed', async ({ page }) => {
  await open(page, `/audit?statement=${pushed.id}`, 'auditor')
  await page
    .getByRole('checkbox', { name: /Compare: Pushed AC-2/ })
    .first()
    .check()
  await page.getByRole('checkbox', { name: /Compare: Pulled AC-2 for the first time/ }).check()
  await page.getByRole('button', { name: 'Compare versions' }).click()
  const dialog = page.getByRole('dialog', { name: 'Two versions of AC-2' })
  await expect(dialog.getByText('month')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  for (const path of [
    '/audit',
    `/audit?statement=${pushed.id}`,
    `/push/${jobId}`,
    `/statements/${pushed.id}`,
  ]) {
    await open(page, path, 'auditor')
    await page.waitForLoadState('networkidle')
    const offered = page.getByRole('button', { name: /^(edit|save|discard|push|retry|resolve|pull)\b/i })
    // A record's sentence begins with such a word; it opens the record.
    await expect(offered.and(page.locator(':not([aria-expanded])'))).toHaveCount(0)
    await expect(page.locator('[contenteditable="true"]')).toHaveCount(0)
  }
})

test('works by keyboard alone', async ({ page }) => {
  await open(page, `/audit?job=${jobId}&action=pushed`, 'auditor')
  const record = page.getByRole('button', { name: 'Pushed AC-2' })
  await expect(record).toBeVisible()
  await page.getByRole('button', { name: 'Export JSON' }).focus()
  // The list is one tab stop; the arrows lead on, because the two items of the push end in either order.
  const list = page.getByRole('list', { name: 'Records' })
  const inList = list.locator(':focus')
  for (let presses = 0; presses < 10 && (await inList.count()) === 0; presses += 1) {
    await page.keyboard.press('Tab')
  }
  if ((await record.and(page.locator(':focus')).count()) === 0) await page.keyboard.press('ArrowDown')
  await expect(record).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Differences, rendered' })).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: 'Differences, rendered' })).toBeHidden()
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1400]) {
    test(`an opened record is accessible and fits: ${colorScheme}, ${width} px wide`, async ({ browser }) => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 900 } })
      await open(page, `/audit?job=${jobId}&from=2026-01-01T00:00:00Z`, 'auditor')
      await page.getByRole('button', { name: 'Pushed AC-2' }).click()
      await expect(page.getByText('Matches the text shown')).toHaveCount(2)
      await expectAccessible(page)
      await expectNoSidewaysScrolling(page)
      await page.close()
    })
  }
}

async function exported(page: Page, format: 'CSV' | 'JSON'): Promise<{ name: string; text: string }> {
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: `Export ${format}` }).click()
  const file = await download
  await expect(page.getByText(`Saved ${file.suggestedFilename()}`)).toBeVisible()
  return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
