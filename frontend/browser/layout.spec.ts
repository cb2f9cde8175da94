import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectNoSidewaysScrolling } from '../e2e/axe'
import type { Schemas } from '../src/lib/api'
import { conflict, modified, modifiedList, openApp, type Answers } from './app'

const SIXTY = Array.from({ length: 60 }, (_, index) =>
  modified(`AC-${index + 1}`, index < 4 ? { sync_status: 'conflict' } : {}),
)
const LONG = Array.from(
  { length: 60 },
  (_, index) => `<p>Paragraph ${index}: reviewed each ${index} days.</p>`,
)

function longConflict({ control_id }: { control_id: string }): Schemas['CheckView'] {
  return { ...conflict(control_id), remote_content: LONG.join(''), local_content: LONG.toReversed().join('') }
}

const ANSWERS: Answers = {
  'GET /push/modified': modifiedList(SIXTY),
  'POST /push/check-conflicts': { conflicts: SIXTY.slice(0, 4).map(longConflict) },
  'GET /push': {
    jobs: [
      {
        job_id: 'job-1',
        status: 'running',
        completed: 12,
        total: 60,
        created_by: 'ben',
        created_at: '2026-01-15T09:30:00Z',
      },
    ],
    next_cursor: null,
    unreadable: [],
  },
}

async function openSelect(page: Page, width: number, height: number) {
  await page.setViewportSize({ width, height })
  await openApp(page, '/push', ANSWERS)
  await expect(page.getByRole('link', { name: /push(es)? running, 12 of 60/i })).toBeVisible()
  return page.getByRole('list', { name: 'Modified statements' })
}

/** Whether a click in the middle of the element would reach it: nothing covers it, and it is on the screen. */
const isUncovered = (element: Element) => {
  const { left, top, width, height } = element.getBoundingClientRect()
  const hit = document.elementFromPoint(left + width / 2, top + height / 2)
  return hit !== null && (element.contains(hit) || hit.contains(element))
}

test('at 200 % zoom the selection shows a whole row', async ({ page }) => {
  const list = await openSelect(page, 640, 400)
  const name = list.getByRole('listitem').first().getByText('How AC-1 is done.')

  await expect.poll(() => name.evaluate(isUncovered)).toBe(true)
})

for (const [width, height] of [
  [360, 740],
  [640, 400],
] as const) {
  test(`at ${width} × ${height} the ways out of a conflict are in view over long texts`, async ({ page }) => {
    await openSelect(page, width, height)
    await page.getByRole('link', { name: 'Resolve 4 conflicts' }).click()
    await page.getByRole('button', { name: 'Resolve AC-1' }).click()
    const dialog = page.getByRole('dialog', { name: 'AC-1' })
    await expect(dialog.getByText('Paragraph 0:').first()).toBeVisible()

    for (const name of ['Keep ServiceNow Version', 'Edit and merge…', 'Keep Local Version'])
      await expect.poll(() => dialog.getByRole('button', { name }).evaluate(isUncovered)).toBe(true)
  })
}

for (const width of [320, 360, 768, 1024, 1180, 1200, 1280, 1920]) {
  test(`at ${width} pixels nothing is cut off at the side`, async ({ page }) => {
    await openSelect(page, width, 740)
    const account = page.getByRole('button', { name: 'Account of ana@example.test' })
    expect(await account.evaluate(isUncovered)).toBe(true)

    const widest = await page.evaluate(() => {
      const ends = [...document.querySelectorAll('header *, main *')].map(
        (element) => element.getBoundingClientRect().right,
      )
      return Math.max(...ends)
    })
    expect(widest).toBeLessThanOrEqual(width)
  })
}

/** 1280 × 1024 at 400 %: https://www.w3.org/WAI/WCAG22/Understanding/reflow.html */
const AT_400_PERCENT = { width: 320, height: 256 }

for (const path of ['/', '/push', '/systems', '/history', '/schedules', '/audit']) {
  test(`at 400 % zoom ${path} is read without scrolling sideways, and nothing stays in front of it`, async ({
    page,
  }) => {
    await page.setViewportSize(AT_400_PERCENT)
    await openApp(page, path, ANSWERS)
    await page.waitForLoadState('networkidle')

    await expectNoSidewaysScrolling(page)
    const title = page.getByRole('heading', { level: 1 })
    await title.evaluate((element) => element.scrollIntoView({ block: 'center' }))
    expect(await title.evaluate(isUncovered)).toBe(true)
    // What stays in view leaves more than half of the height to the rest.
    expect(await page.evaluate(heightInFront)).toBeLessThan(AT_400_PERCENT.height / 2)
  })
}

/** Pixels of the height that sticky and fixed parts take. */
const heightInFront = () =>
  [...document.querySelectorAll('body *')]
    .filter((element) => ['sticky', 'fixed'].includes(getComputedStyle(element).position))
    .map((element) => element.getBoundingClientRect())
    .filter(({ width, left, right }) => width > 0 && right > 0 && left < innerWidth)
    .reduce((sum, { top, bottom }) => sum + Math.max(0, Math.min(bottom, innerHeight) - Math.max(top, 0)), 0)

test('at 400 % zoom a push is selected, and its conflicts are reached', async ({ page }) => {
  const list = await openSelect(page, AT_400_PERCENT.width, AT_400_PERCENT.height)
  const box = list.getByRole('checkbox', { name: /^AC-5 / })
  await box.scrollIntoViewIfNeeded()
  await box.check()
  await expectInReach(page.getByRole('button', { name: 'Continue' }))

  await page.getByRole('link', { name: 'Resolve 4 conflicts' }).click()
  await page.getByRole('button', { name: 'Resolve AC-1' }).click()
  const dialog = page.getByRole('dialog', { name: 'AC-1' })
  for (const name of ['Keep ServiceNow Version', 'Edit and merge…', 'Keep Local Version'])
    await expectInReach(dialog.getByRole('button', { name }))
})

/** By scrolling: a list may grow as its rows come into view. */
async function expectInReach(button: Locator): Promise<void> {
  const isInReach = async () => {
    await button.scrollIntoViewIfNeeded()
    return button.evaluate(isUncovered)
  }
  await expect.poll(isInReach).toBe(true)
}
