import { expect, test, type Page } from '@playwright/test'
import { modified, modifiedList, openApp, type Answering } from './app'

const SIXTY = Array.from({ length: 60 }, (_, index) => modified(`AC-${index + 1}`))

const check: Answering = ({ body }) => ({
  conflicts: (body as { statement_ids: string[] }).statement_ids.map((id) => ({
    statement_id: id,
    control_id: id.slice(3),
    has_conflict: false,
    verdict: 'unchanged',
    error: null,
  })),
})

const JOB = {
  job_id: 'job-1',
  status: 'pending',
  total: 60,
  completed: 0,
  succeeded: 0,
  failed: 0,
  skipped: 0,
}

async function openSelect(page: Page) {
  await openApp(page, '/push', {
    'GET /push/modified': modifiedList(SIXTY),
    'POST /push/check-conflicts': check,
    'POST /push': { job_id: 'job-1' },
    'GET /push/job-1': {
      ...JOB,
      outcomes: {},
      created_by: 'ana',
      created_at: '2026-01-15T09:30:00Z',
      error: null,
    },
    'GET /push/job-1/results': { results: [], next_cursor: null },
  })
  await expect(page.getByRole('checkbox', { name: /^AC-1 / })).toBeVisible()
}

const focused = (page: Page) => page.locator(':focus')

test('sixty statements are pushed with at most forty keys', async ({ page }) => {
  await openSelect(page)
  let keys = 0
  const press = async (key: string) => {
    keys += 1
    await page.keyboard.press(key)
  }

  const selectAll = page.getByRole('checkbox', { name: /^Select all/ })
  while (!(await selectAll.evaluate((box) => box === document.activeElement))) await press('Tab')
  await press('Space')
  await press('Control+Enter')
  await expect(page.getByRole('heading', { name: 'Step 3 of 5: Preview' })).toBeFocused()
  await expect(page.getByRole('button', { name: 'Confirm Push' })).toBeEnabled()
  await press('Control+Enter')

  await expect(page).toHaveURL(/\/push\/job-1$/)
  expect(keys).toBeLessThanOrEqual(40)
})

test('a list is one tab stop, and the bars never cover what has the focus', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 500 })
  await openSelect(page)
  await page.getByRole('checkbox', { name: /^AC-1 / }).check()

  for (let step = 0; step < 12; step += 1) {
    await page.keyboard.press('ArrowDown')
    await expect(page.getByRole('checkbox', { name: new RegExp(`^AC-${step + 2} `) })).toBeFocused()
    expect(await focused(page).evaluate(isUncovered)).toBe(true)
  }
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('link', { name: 'AC-13', exact: true })).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Continue' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.getByRole('link', { name: 'AC-13', exact: true })).toBeFocused()
})

/** Whether a click in the middle of the element would reach it. */
const isUncovered = (element: Element) => {
  const { left, top, width, height } = element.getBoundingClientRect()
  const hit = document.elementFromPoint(left + width / 2, top + height / 2)
  return hit !== null && (element.contains(hit) || hit.contains(element))
}
