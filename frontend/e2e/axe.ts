import axe, { type AxeResults } from 'axe-core'
import { expect, type Page } from '@playwright/test'

/** axe, in the page itself: the security policy lets no other script in, but the browser's own tools are not bound. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(transitionsOver)
  await page.evaluate(axe.source)
  const results = await page.evaluate(() =>
    (globalThis as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
  )
  const found = results.violations.map(
    ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html).join(' ')}`,
  )
  expect(found).toEqual([])
}

export async function expectNoSidewaysScrolling(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow).toBe(0)
}

/** Half way from one colour to another, none has the contrast of either. What goes round without end is not waited for. */
async function transitionsOver(): Promise<void> {
  const ending = document
    .getAnimations()
    .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
  await Promise.allSettled(ending.map(({ finished }) => finished))
}
