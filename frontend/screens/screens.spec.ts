import { expect, test, type Page } from '@playwright/test'
import { Api, editInServiceNow, open, simulator, type Statement } from '../e2e/product'

const api = new Api()
const SYSTEM = 'Harbor Permit Tracker'
const EDITED = ['AC-2', 'AC-3', 'AU-6', 'CM-6', 'IR-4', 'RA-5', 'SC-7', 'SI-2']
const TABLE = 'sn_compliance_statement'

let statements: Statement[]

test.use({ viewport: { width: 1180, height: 740 }, colorScheme: 'light' })

test.beforeAll(async () => {
  const { systems } = await api.call<{ systems: { system_id: string; name: string }[] }>('GET', '/systems')
  const system = systems.find(({ name }) => name === SYSTEM)
  const path = `/statements?limit=200&system_id=${system?.system_id}`
  statements = (await api.call<{ statements: Statement[] }>('GET', path)).statements
  for (const control of EDITED) await api.edit(of(control), `${of(control).content}${added(control)}`)
  for (const control of ['AU-6', 'IR-4'])
    await editInServiceNow(of(control), of(control).content.replace('<p>', '<p>Since the last assessment: '))
})

test.afterAll(() => simulator('DELETE', '/faults'))

const added = (control: string) =>
  `<p>The evidence for ${control} is reviewed by the system owner <b>each quarter</b>.</p>`

function of(control: string): Statement {
  const found = statements.find((one) => one.control_id === control)
  if (!found) throw new Error(`the demo package has no ${control}`)
  return found
}

async function picture(page: Page, name: string): Promise<void> {
  await page.mouse.move(0, 0)
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: `../docs/screens/${name}.png`, animations: 'disabled' })
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

test('each step of a push', async ({ page }) => {
  test.setTimeout(240_000)
  await simulator('POST', '/faults', {
    kind: 'business_rule_abort',
    name: 'Only the ISSO may change this',
    match: { table: TABLE, sys_ids: [of('SC-7').servicenow_sys_id], methods: ['PUT'] },
  })
  await open(page, '/push')
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await picture(page, '1-select')

  await button(page, 'Continue').click()
  await page.getByRole('button', { name: 'Resolve AU-6' }).click()
  await expect(page.getByRole('dialog', { name: 'AU-6' })).toContainText('1 of 2')
  await picture(page, '2-conflict')
  for (const control of ['AU-6', 'IR-4'])
    await page
      .getByRole('dialog', { name: control })
      .getByRole('button', { name: 'Keep Local Version' })
      .click()
  await button(page, 'Continue').click()

  await button(page, 'Difference of AC-2').click()
  await expect(page.getByText('ServiceNow now')).toBeVisible()
  await picture(page, '3-preview')

  await simulator('PATCH', '/settings', { latency_ms: 1500 })
  await button(page, 'Confirm Push').click()
  await page.waitForURL(/\/push\/[0-9a-f-]{36}/)
  await expect(page.getByRole('progressbar')).toHaveAttribute('aria-valuenow', /[1-9]/, { timeout: 60_000 })
  await picture(page, '4-push')
  await simulator('PATCH', '/settings', { latency_ms: 0 })
  await expect(page.getByText('Completed, 1 failed', { exact: true })).toBeVisible({ timeout: 120_000 })
  await picture(page, '5-results')
})

test('the editor, the audit, and the dark', async ({ page }) => {
  await open(page, `/statements/${of('SC-7').id}`)
  await expect(page.locator('[contenteditable=true]')).toBeVisible()
  await picture(page, 'editor')
  await page.goto('/audit')
  await expect(page.getByText('pushed').first()).toBeVisible()
  await picture(page, 'audit')
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.goto('/systems')
  await expect(page.getByRole('link', { name: SYSTEM })).toBeVisible()
  await picture(page, 'systems-dark')
})
