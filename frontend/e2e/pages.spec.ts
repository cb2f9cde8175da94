import { expect, test } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScrolling } from './axe'
import { Api, open, type Role, type Statement } from './product'

const PAGES: { name: string; path: () => string; role: Role }[] = [
  { name: 'push', path: () => '/push', role: 'author' },
  { name: 'systems', path: () => '/systems', role: 'author' },
  { name: 'one system', path: () => `/systems/${statement.system_id}`, role: 'author' },
  { name: 'one statement', path: () => `/statements/${statement.id}`, role: 'author' },
  { name: 'history', path: () => '/history', role: 'author' },
  { name: 'audit', path: () => '/audit', role: 'auditor' },
  { name: 'connection', path: () => '/connection', role: 'admin' },
]

let statement: Statement

test.beforeAll(async () => {
  const made = await new Api().newSystem('Every page', {
    'AC-1': '<p>The policy is reviewed each year.</p>',
    'AC-2': '<ul><li>Accounts are reviewed.</li></ul>',
  })
  statement = made('AC-1')
  await new Api().edit(statement, '<p>The policy is reviewed twice a year.</p>')
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1400]) {
    test.describe(`${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })
      for (const { name, path, role } of PAGES) {
        test(`${name} is accessible and fits`, async ({ page }) => {
          const broken: string[] = []
          page.on('pageerror', (error) => broken.push(error.message))
          page.on('console', (message) => message.type() === 'error' && broken.push(message.text()))
          await open(page, path(), role)
          await page.waitForLoadState('networkidle')
          await expectAccessible(page)
          await expectNoSidewaysScrolling(page)
          expect(broken).toEqual([])
        })
      }
    })
  }
}
