import { expect, test, type Page } from '@playwright/test'
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
    jobs: [{ job_id: 'job-1', status: 'running', completed: 12, total: 60, created_by: 'ben' }],
    next_cursor: null,
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

for (const width of [320, 360, 768]) {
  test(`at ${width} pixels nothing is cut off at the side`, async ({ page }) => {
    await openSelect(page, width, 740)

    const widest = await page.evaluate(() => {
      const ends = [...document.querySelectorAll('header *, main *')].map(
        (element) => element.getBoundingClientRect().right,
      )
      return Math.max(...ends)
    })
    expect(widest).toBeLessThanOrEqual(width)
  })
}
