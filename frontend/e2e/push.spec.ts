import { expect, test, type Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScrolling } from './axe'
import { Api, editInServiceNow, open, remoteText, simulator, type Statement } from './product'

const TABLE = 'sn_compliance_statement'
const api = new Api()

type Pick = (control: string) => Statement

/** Statements of a new system, each edited and thus ready to be pushed. */
async function editedSystem(name: string, controls: string[]): Promise<Pick> {
  const texts = Object.fromEntries(controls.map((control) => [control, `<p>${control} as it was.</p>`]))
  const statement = await api.newSystem(name, texts)
  for (const control of controls) await api.edit(statement(control), newText(control))
  return statement
}

const newText = (control: string) => `<p>${control} as it is done now.</p>`
const control = (number: number) => `AC-${number}`
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const currentStep = (page: Page) => page.getByRole('listitem').and(page.locator('[aria-current=step]'))
/** The push has ended so. A loaded machine takes its time. */
const ended = (page: Page, how: string) =>
  expect(page.getByText(how, { exact: true })).toBeVisible({ timeout: 120_000 })
const atJob = (page: Page) => page.waitForURL(/\/push\/[0-9a-f-]{36}/)

/** From the list of one system's statements, all selected, to the preview. */
async function toPreview(page: Page, statement: Statement): Promise<void> {
  await open(page, `/push?system=${statement.system_id}`)
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await button(page, 'Continue').click()
  await throughConflicts(page)
}

/** The step is skipped by itself when there is no conflict; a Continue is pressed if it asks for one. */
async function throughConflicts(page: Page): Promise<void> {
  const confirm = button(page, 'Confirm Push')
  await expect(confirm.or(currentStep(page).filter({ hasText: 'Conflicts' }))).toBeVisible()
  await expect(async () => {
    if (await button(page, 'Continue').isVisible()) await button(page, 'Continue').click({ timeout: 1000 })
    await expect(confirm).toBeVisible({ timeout: 2000 })
  }).toPass()
}

const withLatency = (ms: number) => simulator('PATCH', '/settings', { latency_ms: ms })
/** So that a push is still running when a browser on a busy machine gets there; then `speedUp`. */
const slowDown = () => withLatency(6000)
const speedUp = () => withLatency(0)

function fault(statement: Statement, kind: string, extra: object = {}) {
  const match = { table: TABLE, sys_ids: [statement.servicenow_sys_id], methods: ['PUT', 'PATCH'] }
  return simulator('POST', '/faults', { kind, match, ...extra })
}

test.setTimeout(240_000)

test.afterEach(async () => {
  await simulator('DELETE', '/faults')
  await speedUp()
})

test('an edit goes from the list to ServiceNow', async ({ page }) => {
  const statement = await editedSystem('Whole story', ['AC-2', 'AC-10'])
  await toPreview(page, statement('AC-2'))

  await expect(page.getByText('2 statements in 1 system will be written')).toBeVisible()
  await button(page, 'Difference of AC-2').click()
  await expect(page.getByText('ServiceNow now')).toBeVisible()
  await button(page, 'Confirm Push').click()
  await atJob(page)

  await ended(page, 'Completed')
  for (const name of ['AC-2', 'AC-10']) {
    expect(await remoteText(statement(name))).toBe(newText(name))
    expect((await api.statement(statement(name).id)).is_modified).toBe(false)
  }
  await button(page, 'Done').click()
  await expect(page).toHaveURL(/\/push$/)
  await expect(page.getByRole('link', { name: 'AC-10', exact: true })).toHaveCount(0)
})

test('what failed is told by cause, and only what can be is retried', async ({ page }) => {
  const statement = await editedSystem('Partly refused', ['AC-1', 'AC-2', 'AC-3'])
  await fault(statement('AC-1'), 'business_rule_abort', { name: 'Only the ISSO may change this' })
  await fault(statement('AC-2'), 'unavailable')
  await toPreview(page, statement('AC-1'))
  await button(page, 'Confirm Push').click()
  await atJob(page)
  const first = page.url()

  await ended(page, 'Completed, 2 failed')
  await expect(
    page.getByText('A business rule or data policy in ServiceNow refused the change'),
  ).toBeVisible()
  await expect(page.getByText(/Only the ISSO may change this/)).toBeVisible()
  await simulator('DELETE', '/faults')
  await button(page, 'Retry these 1').click()

  await expect(page.getByRole('link', { name: /this one retries/ })).toBeVisible()
  expect(page.url()).not.toBe(first)
  await ended(page, 'Completed')
  expect(await remoteText(statement('AC-2'))).toBe(newText('AC-2'))
  expect(await remoteText(statement('AC-1'))).toBe('<p>AC-1 as it was.</p>')
  expect((await api.statement(statement('AC-1').id)).is_modified).toBe(true)

  await page.goto(first)
  await expect(page.getByText('This push was retried')).toBeVisible()
})

test('a change in ServiceNow after the check is never overwritten', async ({ page }) => {
  const statement = await editedSystem('Changed late', ['AC-1', 'AC-2'])
  await toPreview(page, statement('AC-1'))
  await editInServiceNow(statement('AC-2'), '<p>Nadia was here.</p>')
  await button(page, 'Confirm Push').click()
  await atJob(page)

  await ended(page, 'Completed, 1 failed')
  expect(await remoteText(statement('AC-2'))).toBe('<p>Nadia was here.</p>')
  expect((await api.statement(statement('AC-2').id)).local_content).toBe(newText('AC-2'))
  await expect(page.getByRole('link', { name: 'Open it in conflicts' })).toBeVisible()
})

test('a reload loses nothing in any step, and the address can be shared', async ({ page, context }) => {
  const statement = await editedSystem('Reloaded', [1, 2, 3, 4, 5, 6].map(control))
  await open(page, `/push?system=${statement('AC-1').system_id}`)
  await page.getByRole('checkbox', { name: /^AC-2 / }).check()
  await page.getByRole('checkbox', { name: /^Select all/ }).check()
  await page.reload()
  await expect(page.getByText('6 selected')).toBeVisible()

  await button(page, 'Continue').click()
  await throughConflicts(page)
  await button(page, 'Leave out AC-6').click()
  await page.reload()
  await expect(page.getByText('5 statements in 1 system will be written')).toBeVisible()

  await slowDown()
  await button(page, 'Confirm Push').click()
  await atJob(page)
  await expect(button(page, 'Cancel the push')).toBeVisible()
  await page.reload()
  await expect(currentStep(page)).toHaveText(/Push/)
  const other = await context.newPage()
  await open(other, new URL(page.url()).pathname)
  await expect(button(other, 'Cancel the push')).toBeVisible()
  await speedUp()

  for (const tab of [page, other]) await ended(tab, 'Completed')
  expect(await remoteText(statement('AC-6'))).toBe('<p>AC-6 as it was.</p>')
})

test('somebody who went elsewhere is told when the push has ended', async ({ page }) => {
  const statement = await editedSystem('Left alone', ['AC-1', 'AC-2'])
  await toPreview(page, statement('AC-1'))
  await slowDown()
  await button(page, 'Confirm Push').click()
  await atJob(page)
  await page.getByRole('link', { name: 'Audit', exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Audit' })).toBeVisible()
  await speedUp()

  await expect(page.getByText(/2 succeeded, 0 failed, 0 skipped/)).toBeVisible({ timeout: 120_000 })
  await page.getByRole('link', { name: 'See the results' }).click()
  await expect(page.getByRole('list', { name: 'Results' })).toBeVisible()
})

test('the keyboard alone leads from the list to the results', async ({ page }) => {
  const statement = await editedSystem('By keyboard', ['AC-1', 'AC-2', 'AC-3'])
  await open(page, `/push?system=${statement('AC-1').system_id}`)
  await expect(page.getByRole('checkbox', { name: /^AC-1 / })).toBeVisible()
  const tabTo = async (name: string, role: 'button' | 'checkbox') => {
    const goal = page.getByRole(role, { name: new RegExp(`^${name}`) })
    for (let presses = 0; presses < 60; presses++) {
      if (await goal.evaluateAll((found) => found.includes(document.activeElement as HTMLElement))) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to ${name}`)
  }

  await tabTo('AC-1 ', 'checkbox')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('checkbox', { name: /^AC-3 / })).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByText('2 selected')).toBeVisible()
  await tabTo('Continue', 'button')
  await page.keyboard.press('Enter')
  await expect(button(page, 'Confirm Push')).toBeVisible()
  await tabTo('Confirm Push', 'button')
  await page.keyboard.press('Enter')

  await atJob(page)
  await ended(page, 'Completed')
  await tabTo('Done', 'button')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/push$/)
  expect(await remoteText(statement('AC-3'))).toBe(newText('AC-3'))
  expect(await remoteText(statement('AC-2'))).toBe('<p>AC-2 as it was.</p>')
})

test('a cancelled push says exactly what was written', async ({ page }) => {
  const controls = Array.from({ length: 24 }, (_, index) => control(index + 1))
  const statement = await editedSystem('Cancelled', controls)
  await toPreview(page, statement('AC-1'))
  await slowDown()
  await button(page, 'Confirm Push').click()
  await atJob(page)
  await expect(page.getByText(/^[1-9]\d* of 24 statements/)).toBeVisible({ timeout: 60_000 })
  await button(page, 'Cancel the push').click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the push' }).click()

  await expect(page.getByText('No further statement is started')).toBeVisible()
  await speedUp()
  const account = page.getByText(/^Cancelled: /)
  await expect(account).toHaveText(/^Cancelled: \d+ written, \d+ untouched$/, { timeout: 120_000 })
  const [written, untouched] = (await account.innerText()).match(/\d+/g)?.map(Number) ?? []
  const texts = await Promise.all(controls.map((one) => remoteText(statement(one))))
  const stored = controls.filter((one, index) => texts[index] === newText(one)).length
  expect(written).toBe(stored)
  expect(untouched).toBe(24 - stored)
  expect(untouched).toBeGreaterThan(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [360, 1400]) {
    test.describe(`${colorScheme}, ${width} px wide`, () => {
      test.use({ colorScheme, viewport: { width, height: 800 } })

      test('every step is accessible and fits', async ({ page }) => {
        const check = async () => {
          await expectAccessible(page)
          await expectNoSidewaysScrolling(page)
        }
        const statement = await editedSystem(`Every step, ${colorScheme} ${width}`, ['AC-1', 'AC-2', 'AC-3'])
        await fault(statement('AC-1'), 'drop_field', { field: 'u_implementation_statement' })
        await open(page, `/push?system=${statement('AC-1').system_id}`)
        await page.getByRole('checkbox', { name: /^AC-1 / }).check()
        await check()
        await page.getByRole('checkbox', { name: /^Select all/ }).check()
        await button(page, 'Continue').click()
        await throughConflicts(page)
        await button(page, 'Difference of AC-1').click()
        await button(page, 'Leave out AC-3').click()
        await expect(page.getByText('ServiceNow now')).toBeVisible()
        await check()

        await slowDown()
        await button(page, 'Confirm Push').click()
        await atJob(page)
        await expect(button(page, 'Cancel the push')).toBeVisible()
        await check()
        await speedUp()

        await ended(page, 'Completed, 1 failed')
        await button(page, 'Before and after of AC-1').click()
        await expect(page.getByText('Stored in ServiceNow').first()).toBeVisible()
        await check()
      })
    })
  }
}
