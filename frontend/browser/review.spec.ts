import { expect, test, type Page } from '@playwright/test'
import type { Schemas } from '../src/lib/api'
import { modified, modifiedList, openApp, type Answering } from './app'
import { expectAccessible } from '../e2e/axe'

const FILLER = Array.from({ length: 5 }, (_, index) => `<p>Paragraph ${index} stays as it is.</p>`).join('')

interface Texts {
  base: string
  text: string
}

/** AC-1: two places changed; AC-2: a placeholder and half of the words gone; AC-3: one place. */
const TEXTS: Record<string, Texts> = {
  'id-AC-1': {
    base: `<p>Accounts are reviewed monthly by the system owner.</p>${FILLER}<p>Records are kept.</p>`,
    text: `<p>Accounts are reviewed each week by the system owner.</p>${FILLER}<p>Records are kept for a year.</p>`,
  },
  'id-AC-2': {
    base: `<p>${'All of the words. '.repeat(12)}</p>`,
    text: '<p>Done every [Assignment: frequency].</p>',
  },
  'id-AC-3': { base: '<p>Old words here.</p>', text: '<p>New words here.</p>' },
}
const IDS = Object.keys(TEXTS)

const statements: Answering = ({ query }) => ({
  statements: (query.get('ids') ?? '').split(',').flatMap((id) => {
    const texts = TEXTS[id]
    return texts ? [{ id, content: texts.base, local_content: texts.text, revision: 2 }] : []
  }),
  next_cursor: null,
  unreadable: [],
})

const check: Answering = ({ body }) => ({
  conflicts: (body as { statement_ids: string[] }).statement_ids.map((id) => ({
    statement_id: id,
    control_id: id.slice(3),
    revision: 2,
    has_conflict: false,
    verdict: 'unchanged',
    base_content: TEXTS[id]?.base,
    remote_content: TEXTS[id]?.base,
    local_content: TEXTS[id]?.text,
    error: null,
  })),
})

async function openSelect(page: Page) {
  const pushes: Schemas['StartRequest'][] = []
  await openApp(page, '/push', {
    'GET /push/modified': modifiedList(IDS.map((id) => modified(id.slice(3)))),
    'GET /statements': statements,
    'POST /push/check-conflicts': check,
    'POST /push': ({ body }: { body: Schemas['StartRequest'] }) => {
      pushes.push(body)
      return { job_id: 'job-1' }
    },
  })
  return pushes
}

async function openReview(page: Page) {
  const pushes = await openSelect(page)
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await page.keyboard.press('Control+Enter')
  await page.getByRole('button', { name: 'Review one by one' }).click()
  return pushes
}

test('the rows of the selection show what changes, and what to look at', async ({ page }) => {
  await openSelect(page)
  const row = (index: number) =>
    page.getByRole('list', { name: 'Modified statements' }).getByRole('listitem').nth(index)

  await expect(row(0).locator('del')).toHaveText('monthly')
  await expect(row(0).locator('ins').first()).toHaveText('each')
  await expect(row(0)).toContainText('5 words added, 1 removed')
  await expect(row(0)).toContainText('and 1 more place')
  await expect(row(1)).toContainText('Shrinks by more than half, from 48 to 4 words')
  await expect(row(1)).toContainText('To be filled in: [Assignment: frequency]')
  await expectAccessible(page)
})

test('a review goes through every difference by key, and its marks stay', async ({ page }) => {
  const pushes = await openReview(page)
  const dialog = (id: string) => page.getByRole('dialog', { name: id })
  await expect(dialog('AC-1').getByText('1 of 2 differences')).toBeVisible()
  await expectAccessible(page)

  await page.keyboard.press('n')
  await expect(dialog('AC-1').getByText('2 of 2 differences')).toBeVisible()
  await page.keyboard.press('n')
  await expect(dialog('AC-2').getByText('[Assignment: frequency]').first()).toBeVisible()
  await page.keyboard.press('p')
  await expect(dialog('AC-1').getByText('2 of 2 differences')).toBeVisible()

  await page.keyboard.press('r')
  await expect(dialog('AC-2').getByText('1 of 3 reviewed.')).toBeVisible()
  await page.keyboard.press('x')
  await expect(dialog('AC-2').getByText('Left out of this push.')).toBeVisible()
  await page.keyboard.press('j')
  await expect(dialog('AC-3')).toBeVisible()
  await page.keyboard.press('r')
  await expect(dialog('AC-3').getByText('2 of 3 reviewed, this one too.')).toBeVisible()
  await page.reload()
  await expect(dialog('AC-3').getByText('2 of 3 reviewed, this one too.')).toBeVisible()
  await page.keyboard.press('Escape')

  await expect(page.getByText('2 of 3 reviewed')).toBeVisible()
  await page.getByRole('textbox', { name: /^Why/ }).fill('Ticket GRC-142')
  await page.keyboard.press('Control+Enter')
  await expect(page).toHaveURL(/\/push\/job-1$/)
  expect(pushes).toEqual([
    {
      statement_ids: ['id-AC-1', 'id-AC-3'],
      revisions: { 'id-AC-1': 2, 'id-AC-3': 2 },
      note: 'Ticket GRC-142',
    },
  ])

  await page.goto('/push')
  await expect(page.getByRole('listitem').filter({ hasText: 'Reviewed' })).toHaveCount(2)
})

for (const width of [320, 360]) {
  test(`at ${width} pixels every button of the review is in view`, async ({ page }) => {
    await page.setViewportSize({ width, height: 640 })
    await openReview(page)
    const dialog = page.getByRole('dialog', { name: 'AC-1' })

    for (const name of ['Leave out', 'Previous', 'Next', 'Reviewed, next'])
      await expect(dialog.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 })
  })
}
