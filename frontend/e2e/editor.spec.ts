import { expect, test, type Locator, type Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScrolling } from './axe'
import { Api, editInServiceNow, open, user, type Statement } from './product'

const api = new Api()
let find: (control: string) => Statement

test.beforeAll(async () => {
  const controls = ['AC-1', 'AC-2', 'AC-3', 'AC-5', 'AC-6', 'AC-7', 'AC-8', 'AU-2', 'AU-3', 'AU-6', 'CM-2']
  const texts = controls.map((control) => [control, `<p>${control} is reviewed each year.</p>`])
  find = await api.newSystem('Editor', Object.fromEntries(texts) as Record<string, string>)
})

const editorOf = (page: Page): Locator => page.getByRole('textbox', { name: /^Implementation statement of/ })
const saved = (page: Page): Locator => page.getByText(/^Saved at/)

async function openEditor(page: Page, control: string): Promise<Locator> {
  await open(page, `/statements/${find(control).id}`)
  const editor = editorOf(page)
  await expect(editor).toBeVisible()
  return editor
}

/** At the end of the text. */
async function type(page: Page, text: string): Promise<void> {
  await editorOf(page).click()
  await page.keyboard.press('Control+End')
  await page.keyboard.type(text)
}

async function localText(control: string): Promise<string | null> {
  return (await api.statement(find(control).id)).local_content
}

test('what is typed with bold, list, link and table is saved and there after a reload', async ({ page }) => {
  const editor = await openEditor(page, 'AC-1')
  await type(page, ' ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('Always')
  await page.keyboard.press('Control+b')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Bullet list' }).click()
  await page.keyboard.type('by the owner')
  await page.keyboard.press('Shift+Home')
  await page.getByRole('button', { name: 'Link', exact: true }).click()
  await page.getByRole('textbox', { name: 'Enter URL' }).fill('https://example.test/policy')
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await editor.click()
  await page.keyboard.press('Control+End')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Insert table' }).click()
  await page.getByRole('button', { name: 'Insert 2 × 2 table' }).click()
  await page.keyboard.type('Role')

  await expect(saved(page)).toBeVisible()
  await page.reload()

  await expect(editor.getByRole('strong')).toHaveText('Always')
  await expect(editor.getByRole('listitem').getByRole('link')).toHaveText('by the owner')
  await expect(editor.getByRole('table')).toContainText('Role')
  await expect(page.getByText('Modified', { exact: true })).toBeVisible()
  const stored = await localText('AC-1')
  expect(stored).toContain('<p>AC-1 is reviewed each year. <strong>Always</strong></p>')
  expect(stored).toMatch(/<li><a href="https:\/\/example.test\/policy"[^>]*>by the owner<\/a><\/li>/)
})

test('nothing typed offline is lost, and it is saved when the network is back', async ({ page, context }) => {
  await openEditor(page, 'AC-2')
  await context.setOffline(true)
  await type(page, ' Typed in a tunnel.')

  await expect(page.getByText(/^Offline\. Your text is kept in this browser/).first()).toBeVisible()
  expect(await localText('AC-2')).toBeNull()
  await context.setOffline(false)

  await expect(saved(page)).toBeVisible()
  expect(await localText('AC-2')).toContain('Typed in a tunnel.')
})

test('a draft that never reached the server comes back after a crash', async ({ page, context }) => {
  await openEditor(page, 'AC-3')
  const saves = `**/api/v1/statements/${find('AC-3').id}`
  let isAway = true
  await context.route(saves, (route) =>
    isAway && route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  await type(page, ' Typed before the crash.')
  await expect(page.getByText(/^Offline/).first()).toBeVisible()
  await crash(page)

  const again = await context.newPage()
  const editor = await openEditor(again, 'AC-3')
  await expect(again.getByText('Restored: what you typed here before')).toBeVisible()
  await expect(editor).toContainText('Typed before the crash.')
  expect(await localText('AC-3')).toBeNull()
  isAway = false

  await expect(saved(again)).toBeVisible()
  expect(await localText('AC-3')).toContain('Typed before the crash.')
})

/** A page that is left saves once more, and no route sees that request; one that crashes does nothing. */
async function crash(page: Page): Promise<void> {
  const devTools = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  // Never answered.
  void devTools.send('Page.crash').catch(() => undefined)
  await crashed
}

/** As if the access token and the refresh token had both come to their end; a new sign-in is not touched. */
async function endSession(page: Page): Promise<void> {
  const old = new Set<string | undefined>()
  const { identity_url } = (await (await page.request.get('/config.json')).json()) as { identity_url: string }
  await page.route('**/api/v1/**', async (route) => {
    const token = route.request().headers().authorization
    if (old.size === 0) old.add(token)
    if (!old.has(token)) return route.continue()
    const body = { status: 401, code: 'unauthorized', title: 'Unauthorized', detail: 'Sign in again.' }
    return route.fulfill({ status: 401, contentType: 'application/problem+json', json: body })
  })
  await page.route(`${identity_url}**`, (route) => route.fulfill({ status: 400, json: {} }))
}

test('a session that ends while typing asks to sign in again, and then the text is saved', async ({
  page,
}) => {
  const editor = await openEditor(page, 'AC-5')
  await endSession(page)
  await type(page, ' Typed after the end.')

  await expect(page.getByRole('alert')).toContainText('Your session ended')
  await expect(page.getByText(/it is saved once you sign in again/).first()).toBeVisible()
  const popup = page.waitForEvent('popup')
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await signIn(await popup)

  await expect(saved(page)).toBeVisible()
  await expect(page.getByText(/Your session ended/)).toHaveCount(0)
  await expect(editor).toContainText('Typed after the end.')
  expect(await localText('AC-5')).toContain('Typed after the end.')
})

async function signIn(popup: Page): Promise<void> {
  const { email, password } = user('author')
  const name = popup.locator('#username')
  // The sign-in page may still know who it is.
  await Promise.race([name.waitFor(), popup.waitForEvent('close')])
  if (popup.isClosed()) return
  await name.fill(email)
  await popup.locator('#password').fill(password)
  await popup.getByRole('button', { name: 'Sign in' }).click()
}

test('two tabs that edit one statement are asked which text to keep', async ({ page, context }) => {
  await openEditor(page, 'AC-6')
  const other = await context.newPage()
  await openEditor(other, 'AC-6')
  await type(page, ' First tab.')
  await expect(saved(page)).toBeVisible()

  await type(other, ' Second tab.')
  const dialog = other.getByRole('dialog', { name: 'AC-6 was changed elsewhere' })
  await expect(dialog).toContainText('You, in another window, saved another text')
  await expectAccessible(other)
  await other.keyboard.press('Escape')
  await expect(dialog).toBeHidden()
  await expect(editorOf(other)).toContainText('Second tab.')
  expect(await localText('AC-6')).toBe('<p>AC-6 is reviewed each year. First tab.</p>')

  await other.getByRole('button', { name: 'Compare and choose' }).click()
  await dialog.getByRole('button', { name: 'Keep mine' }).click()
  await expect(saved(other)).toBeVisible()
  expect(await localText('AC-6')).toBe('<p>AC-6 is reviewed each year. Second tab.</p>')
})

test('a text from Word is pasted without its clutter', async ({ page }) => {
  const editor = await openEditor(page, 'AC-7')
  await editor.click()
  await page.keyboard.press('Control+End')
  await editor.evaluate((element) => {
    const data = new DataTransfer()
    data.setData(
      'text/html',
      `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style></head><body>
      <!--StartFragment--><p class=MsoNormal style='mso-margin-top-alt:auto'><b><span style='font-family:"Times New
      Roman"'>Access</span></b><o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if
      !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>one</p><img src="x.png"><!--EndFragment--></body></html>`,
    )
    element.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    )
  })

  await expect(saved(page)).toBeVisible()
  await expect(editor.getByRole('listitem')).toHaveText('one')
  const stored = (await localText('AC-7')) ?? ''
  expect(stored).toContain('<strong>Access</strong>')
  expect(stored).toContain('<ol><li>one</li></ol>')
  expect(stored).not.toMatch(/mso|class=|style=|<img|<span/i)
})

test('an edit can be given up', async ({ page }) => {
  const editor = await openEditor(page, 'AC-8')
  await type(page, ' Not wanted.')
  await expect(saved(page)).toBeVisible()

  await page.getByRole('button', { name: 'Discard' }).click()
  await expect(page.getByRole('region', { name: 'What is given up, rendered' })).toContainText('Not wanted.')
  await page.getByRole('button', { name: 'Discard local changes' }).click()

  await expect(page.getByText('Local changes discarded')).toBeVisible()
  await expect(editor).toHaveText('AC-8 is reviewed each year.')
  await expect(page.getByText('In sync')).toBeVisible()
  expect(await localText('AC-8')).toBeNull()
})

test('pushing one statement leads to its check and preview, with what was typed last', async ({ page }) => {
  await openEditor(page, 'AU-2')
  await type(page, ' To be pushed.')

  await page.getByRole('button', { name: 'Push this statement' }).click()

  await expect(page).toHaveURL(/\/push\?step=(conflicts|preview)$/)
  expect(await localText('AU-2')).toContain('To be pushed.')
})

test('a statement in conflict stays in conflict while it is edited', async ({ page }) => {
  await api.edit(find('AU-3'), '<p>AU-3 is reviewed each month.</p>')
  await editInServiceNow(find('AU-3'), '<p>AU-3 is reviewed each week.</p>')
  await api.call('POST', '/push/check-conflicts', { statement_ids: [find('AU-3').id] })
  await openEditor(page, 'AU-3')

  await expect(page.getByText('nadia.fournier changed this text in ServiceNow')).toBeVisible()
  await type(page, ' Still mine.')
  await expect(saved(page)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Push this statement' })).toHaveCount(0)
  expect((await api.statement(find('AU-3').id)).sync_status).toBe('conflict')

  await page.getByRole('link', { name: 'Resolve the conflict' }).click()
  await expect(page).toHaveURL(`/push?step=conflicts&resolve=${find('AU-3').id}`)
})

test('an auditor reads the text and can change nothing', async ({ page }) => {
  await open(page, `/statements/${find('AU-6').id}`, 'auditor')

  await expect(editorOf(page)).toHaveText('AU-6 is reviewed each year.')
  await expect(editorOf(page)).toHaveAttribute('contenteditable', 'false')
  await expect(page.getByRole('button', { name: /Push|Discard|Bold/ })).toHaveCount(0)
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 360, height: 800 } })
    test('every state of the page is accessible and fits', async ({ page, context }) => {
      await api.edit(find('CM-2'), '<p>CM-2 is reviewed each month.</p><table><tr><td>Cell</td></tr></table>')
      await openEditor(page, 'CM-2')
      await editorOf(page).getByRole('cell').click()
      await expect(page.getByRole('button', { name: 'Add row after' })).toBeVisible()
      await expectAccessible(page)
      await page.getByRole('tab', { name: 'Differences' }).click()
      await expect(page.getByRole('region', { name: 'Differences, rendered' })).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScrolling(page)
      await page.getByRole('button', { name: 'Discard' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.getByRole('tab', { name: 'Text' }).click()
      await page.getByText('Source', { exact: true }).click()
      await context.setOffline(true)
      await editorOf(page).fill('<p>Typed in a tunnel.</p>')
      await expect(page.getByText(/^Offline/).first()).toBeVisible()
      await expectAccessible(page)
      await expectNoSidewaysScrolling(page)
      await context.setOffline(false)
      await expect(saved(page)).toBeVisible()
    })
  })
}
