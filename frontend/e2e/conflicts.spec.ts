import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScrolling } from './axe'
import { Api, editInServiceNow, open, remoteText, type Statement } from './product'

const api = new Api()
const BASE = '<p>The plan is reviewed every year.</p><p>The owner signs it.</p>'
const LOCAL = '<p>The plan is reviewed every month.</p><p>The owner signs it.</p>'
const REMOTE = '<p>The plan is reviewed every year.</p><p>The officer signs it.</p>'
const MERGED = '<p>The plan is reviewed every month.</p><p>The officer signs it.</p>'

/** Edited here and in ServiceNow, each control of a system of its own. */
async function inConflict(system: string, controls: string[]): Promise<(control: string) => Statement> {
  const made = await api.newSystem(system, Object.fromEntries(controls.map((control) => [control, BASE])))
  for (const control of controls) {
    await api.edit(made(control), LOCAL)
    await editInServiceNow(made(control), REMOTE)
  }
  return made
}

/** Selects what is modified in the system and goes on to the conflicts. */
async function check(page: Page, system: string, statement: Statement): Promise<void> {
  await open(page, `/push?system=${statement.system_id}`)
  await page.getByRole('checkbox', { name: 'Select all' }).check()
  await page.getByRole('button', { name: 'Continue', exact: true }).click()
  await expect(page.getByRole('list', { name: 'Conflicts' })).toContainText(system)
}

/** The merged text as its source. */
async function mergedSource(shown: Locator): Promise<Locator> {
  await shown.getByRole('radiogroup', { name: 'Show the text as' }).getByText('Source').click()
  return shown.getByRole('textbox', { name: 'Merged text' })
}

const dialog = (page: Page, control: string) => page.getByRole('dialog', { name: control, exact: true })

test('three conflicts are resolved in three ways, pushed, and stored', async ({ page }) => {
  test.slow()
  const controls = ['CP-1', 'CP-2', 'CP-3']
  const made = await inConflict('Three conflicts', controls)
  await check(page, 'Three conflicts', made('CP-1'))

  await page.getByRole('button', { name: 'Resolve CP-1' }).click()
  await expect(dialog(page, 'CP-1')).toContainText('1 of 3')
  await expect(dialog(page, 'CP-1')).toContainText('nadia.fournier')
  await dialog(page, 'CP-1').getByRole('button', { name: 'Keep Local Version' }).click()

  await expect(dialog(page, 'CP-2')).toContainText('2 of 3')
  await dialog(page, 'CP-2').getByRole('button', { name: 'Keep ServiceNow Version' }).click()

  await expect(dialog(page, 'CP-3')).toContainText('3 of 3')
  await dialog(page, 'CP-3').getByRole('button', { name: 'Edit and merge…' }).click()
  await (await mergedSource(dialog(page, 'CP-3'))).fill(MERGED)
  await dialog(page, 'CP-3').getByRole('button', { name: 'Save merged text' }).click()

  await expect(page.getByRole('button', { name: 'Continue', exact: true })).toBeFocused()
  await expect(
    page.getByText('Ready: 2 statements. 1 statement with ServiceNow’s text: nothing to push.'),
  ).toBeVisible()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Confirm Push' }).click()
  await expect(page.getByRole('status').filter({ hasText: 'succeeded' })).toContainText('2 succeeded', {
    timeout: 60_000,
  })

  expect(await remoteText(made('CP-1'))).toBe(LOCAL)
  expect(await remoteText(made('CP-2'))).toBe(REMOTE)
  expect(await remoteText(made('CP-3'))).toBe(MERGED)
  for (const control of controls) {
    expect(await api.statement(made(control).id)).toMatchObject({ is_modified: false, sync_status: 'synced' })
  }
})

test('ServiceNow moves again while the dialog is open: nothing is decided, no typing is lost', async ({
  page,
}) => {
  const made = await inConflict('Moved again', ['IR-1', 'IR-2'])
  await check(page, 'Moved again', made('IR-1'))
  await page.getByRole('button', { name: 'Resolve IR-1' }).click()
  const open = dialog(page, 'IR-1')
  await open.getByRole('button', { name: 'Edit and merge…' }).click()
  // Both changes, since they do not touch each other.
  const merged = await mergedSource(open)
  await expect(merged).toHaveValue(MERGED.replace('><', '>\n<'))
  await merged.fill(MERGED)
  await editInServiceNow(made('IR-1'), REMOTE.replace('officer', 'director'))

  await open.getByRole('button', { name: 'Save merged text' }).click()
  await expect(open.getByRole('alert')).toContainText('changed again')
  await expect(merged).toHaveValue(MERGED)
  await open.getByLabel('Show', { exact: true }).selectOption('Merged text against ServiceNow')
  await expect(open.getByText('director')).toBeVisible()
  expect(await api.statement(made('IR-1').id)).toMatchObject({
    sync_status: 'conflict',
    local_content: LOCAL,
  })

  // The merge is there again after a reload, and saved on the text that is known now.
  await page.reload()
  await page.getByRole('button', { name: 'Continue merging IR-1' }).click()
  await expect(await mergedSource(open)).toHaveValue(MERGED)
  await open.getByRole('button', { name: 'Save merged text' }).click()
  await expect(dialog(page, 'IR-2')).toBeVisible()
  expect(await api.statement(made('IR-1').id)).toMatchObject({
    sync_status: 'modified',
    local_content: MERGED,
  })

  // What is resolved stays so: the server knows it.
  await page.reload()
  await expect(page.getByText('1 conflict to resolve')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Continue', exact: true })).toBeVisible()
})

test('all at once, then on to the preview without a stop when nothing is in conflict', async ({ page }) => {
  const made = await inConflict('All at once', ['MA-1', 'MA-2'])
  await check(page, 'All at once', made('MA-1'))
  await page.getByRole('button', { name: 'All local' }).click()
  const question = page.getByRole('dialog', { name: 'Write your text over ServiceNow’s in 2 statements?' })
  await question.getByRole('button', { name: 'Keep the local text of 2' }).click()
  await expect(page.getByText('All 2 conflicts are resolved')).toBeVisible()

  await page.reload()
  await expect(page.getByRole('button', { name: 'Confirm Push' })).toBeVisible()
  expect(await remoteText(made('MA-1'))).toBe(REMOTE)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the step and its dialog are accessible and fit, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme })
    const system = `Looked at in ${colorScheme}`
    const made = await inConflict(system, ['AU-1', 'AU-2'])
    await check(page, system, made('AU-1'))
    await expectAccessible(page)

    for (const width of [1400, 360]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNoSidewaysScrolling(page)
      await page.getByRole('button', { name: /(Resolve|Continue merging) AU-1/ }).click()
      const shown = dialog(page, 'AU-1')
      if (width === 1400) {
        await expectAccessible(page)
        await shown.getByRole('button', { name: 'Edit and merge…' }).click()
        await expectAccessible(page)
        await (await mergedSource(shown)).fill(MERGED)
      }
      await expectAccessible(page)
      await expectNoSidewaysScrolling(page)
      await page.keyboard.press('Escape')
      await page
        .getByRole('dialog', { name: /unsaved merge/ })
        .getByRole('button', { name: 'Close' })
        .last()
        .click()
      await expect(page.getByRole('button', { name: 'Continue merging AU-1' })).toBeFocused()
    }
  })
}
