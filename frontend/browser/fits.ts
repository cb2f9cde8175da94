import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScrolling } from '../e2e/axe'

/** Accessible and without sideways scrolling, on a desk and on a phone. */
export async function expectFits(page: Page): Promise<void> {
  for (const width of [1400, 360]) {
    await page.setViewportSize({ width, height: 800 })
    await expectAccessible(page)
    await expectNoSidewaysScrolling(page)
  }
}
