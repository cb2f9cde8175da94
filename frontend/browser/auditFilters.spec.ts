import { expect, test, type Page, type Route } from '@playwright/test'
import { expectAccessible } from '../e2e/axe'
import { openApp, type Request } from './app'

const STATEMENT = {
  id: 'statement-7',
  control_id: 'SC-7',
  control_name: 'Boundary Protection',
  system_name: 'Harbour',
}

async function openAudit(page: Page, asked: (string | null)[] = []): Promise<void> {
  const search = ({ query }: Request) => {
    asked.push(query.get('q'))
    return { statements: [STATEMENT], next_cursor: null, unreadable: [] }
  }
  const answers = { 'GET /statements': search, 'GET /statements/statement-7': STATEMENT }
  await openApp(page, '/audit', answers, 'auditor')
  await page.waitForLoadState('networkidle')
}

async function listHeldBack(page: Page) {
  const address = '**/assets/LoadedSelect*.js'
  const held: Route[] = []
  await page.route(address, (route) => void held.push(route))
  return {
    arrives: async () => {
      await page.unroute(address)
      await Promise.all(held.map((route) => route.continue()))
    },
  }
}

const fieldOf = (page: Page) => page.getByRole('combobox', { name: 'Statement' })

test('what is typed before the list has come is searched for, and the field goes on', async ({ page }) => {
  const asked: (string | null)[] = []
  await openAudit(page, asked)
  const list = await listHeldBack(page)
  await page.getByLabel('User').focus()
  await page.keyboard.press('Tab')
  await page.keyboard.type('SC')
  await expect.poll(() => asked).toContain('SC')
  await expectAccessible(page)
  await list.arrives()

  const option = page.getByRole('option', { name: 'SC-7 · Boundary Protection · Harbour' })
  await expect(option).toBeVisible()
  await page.keyboard.type('-7')
  await expect(fieldOf(page)).toHaveValue('SC-7')
  await expect(option).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/statement=statement-7/)
  await expect(fieldOf(page)).toHaveValue('SC-7 · Boundary Protection · Harbour')
})

test('whoever has gone on is not called back when the list comes', async ({ page }) => {
  await openAudit(page)
  const list = await listHeldBack(page)
  await fieldOf(page).focus()
  await page.getByLabel('From').focus()
  await list.arrives()

  await expect(fieldOf(page)).toHaveAttribute('aria-haspopup', 'listbox')
  await expect(page.getByLabel('From')).toBeFocused()
  await expect(page.getByRole('option', { name: /SC-7/ })).toBeHidden()
})

test('a click opens the list, and a filter of the address shows what it means', async ({ page }) => {
  await openAudit(page)
  await fieldOf(page).click()
  await page.getByRole('option', { name: /SC-7/ }).click()
  await page.reload()

  await expect(fieldOf(page)).toHaveValue('SC-7 · Boundary Protection · Harbour')
  await page.getByRole('button', { name: 'Reset filters' }).click()
  await expect(fieldOf(page)).toHaveValue('')
})

test('a list that cannot be loaded says so, and the other filters stay', async ({ page }) => {
  await openAudit(page)
  await page.route('**/assets/*.js', (route) => route.abort())
  await fieldOf(page).focus()

  await expect(page.getByText('This part of the app could not be loaded')).toBeVisible()
  await page.getByLabel('What happened').selectOption('Text edited')
  await expect(page).toHaveURL(/action=edited/)
})
