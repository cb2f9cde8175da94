import { expect, test } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScrolling } from './axe'
import { Api, open, type Role, type Statement } from './product'

const PAGES: { name: string; path: () => string; role: Role }[] = [
  { name: 'home', path: () => '/', role: 'author' },
  { name: 'push', path: () => '/push', role: 'author' },
  { name: 'systems', path: () => '/systems', role: 'author' },
  { name: 'one system', path: () => `/systems/${statement.system_id}`, role: 'author' },
  { name: 'one statement', path: () => `/statements/${statement.id}`, role: 'author' },
  { name: 'history', path: () => '/history', role: 'author' },
  { name: 'schedules', path: () => '/schedules', role: 'author' },
  { name: 'new schedule', path: () => '/schedules/new', role: 'admin' },
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
  test.describe(colorScheme, () => {
    test.use({ colorScheme })
    for (const { name, path, role } of PAGES) {
      test(`${name} is accessible and fits, wide and narrow`, async ({ page, baseURL }) => {
        const broken: string[] = []
        page.on('pageerror', (error) => broken.push(error.message))
        page.on('console', (message) => {
          // The sign-in page is the user pool's own.
          const isOurs = message.location().url.startsWith(String(baseURL))
          if (message.type() === 'error' && isOurs) broken.push(message.text())
        })
        await open(page, path(), role)
        for (const width of [1400, 360]) {
          await page.setViewportSize({ width, height: 800 })
          await page.waitForLoadState('networkidle')
          await expectAccessible(page)
          await expectNoSidewaysScrolling(page)
        }
        expect(broken).toEqual([])
      })
    }
  })
}
