import { expect, test, type Page } from '@playwright/test'
import { modified, statement } from '../src/features/statements/testing'
import { plainConnection } from '../src/testing/fixtures'
import { openApp, type Answers } from './app'

const HTML =
  '<h3 class=x>Part&nbsp;a</h3>\r\n' +
  '<p>See <img src="/sys_attachment.do?sys_id=1" alt="Network plan"> &ndash; reviewed <FONT color=red>yearly</FONT>.</p>\r\n' +
  '<!-- by Ana -->\r\n' +
  '<details><summary>More</summary><p style="color:RED">R&#38;D</p></details>\r\n' +
  '<table bgcolor=#eee><caption>Ports</caption><tr><td>443</td></tr></table>'

/** Opens the page of a statement with this text; gives what is saved. */
async function openText(page: Page, content: string, answers: Answers = {}) {
  const saved: string[] = []
  const save = ({ body }: { body: unknown }) => {
    const { content: text, revision } = body as { content: string; revision: number }
    saved.push(text)
    return modified(text, revision + 1, { content })
  }
  await openApp(page, '/statements/st-1', {
    'GET /statements/st-1': statement({ content }),
    'PUT /statements/st-1': save,
    ...answers,
  })
  const editor = page.getByRole('textbox', { name: /^Implementation statement of/ })
  await expect(editor).toBeVisible()
  return { editor, saved }
}

async function paste(page: Page, data: Record<string, string>): Promise<void> {
  await page.getByRole('textbox', { name: /^Implementation statement of/ }).evaluate((element, given) => {
    const clipboardData = new DataTransfer()
    for (const [type, text] of Object.entries(given)) clipboardData.setData(type, text)
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }, data)
}

test('one word typed in the rich text editor changes one word', async ({ page }) => {
  const { editor, saved } = await openText(page, HTML)
  await expect(editor).toContainText('picture: Network plan')

  await editor.getByText('yearly').dblclick()
  await page.keyboard.type('monthly')

  await expect.poll(() => saved.at(-1), { timeout: 20_000 }).toBe(HTML.replace('yearly', 'monthly'))
})

test('a key that comes before the browser has told of the moved selection takes no text', async ({
  page,
}) => {
  const { editor, saved } = await openText(page, '<p>Reviewed yearly.</p>')
  await editor.click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Control+b')
  await expect(editor.locator('strong')).toHaveText('Reviewed yearly.')

  // In one go, as on a busy machine: a press behind the last word, then Enter.
  await editor.evaluate((element) => {
    getSelection()?.selectAllChildren(element)
    getSelection()?.collapseToEnd()
    element.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', keyCode: 13, bubbles: true, cancelable: true }),
    )
  })
  await page.keyboard.type('Or earlier.')

  await expect
    .poll(() => saved.at(-1), { timeout: 20_000 })
    .toBe('<p><strong>Reviewed yearly.</strong></p><p><strong>Or earlier.</strong></p>')
})

test('one word typed in a plain field changes one word', async ({ page }) => {
  const text = 'Lock after <number> attempts.\r\n\r\n  a && b, R&amp;D <b>\r\n'
  const { editor, saved } = await openText(page, text, { 'GET /connection': plainConnection() })
  await expect(page.getByText(/^Plain text: every character/)).toBeVisible()

  await editor.fill((await editor.inputValue()).replace('attempts', 'tries'))

  await expect.poll(() => saved.at(-1), { timeout: 20_000 }).toBe(text.replace('attempts', 'tries'))
})

test('a text of 12,000 paragraphs opens as its source, and says why', async ({ page }) => {
  const { editor } = await openText(page, '<p>a</p>'.repeat(12_000))
  await expect(page.getByText(/It has 12,000 paragraphs/)).toBeVisible()
  await expect(editor).toHaveValue(/^<p>a/)
})

test('a text from Word keeps its numbers, not its deletions; what is left behind is undone with the paste', async ({
  page,
}) => {
  const { editor, saved } = await openText(page, '<p>Before.</p>')
  const item = (marker: string, text: string) =>
    `<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>${marker}</span><![endif]>${text}</p>`
  await editor.click()
  await page.keyboard.press('Control+End')
  await paste(page, {
    'text/html': `<html><body>${item('c.', 'after <del>30</del><ins>90</ins> days')}${item('d.', 'at once<img src="file:///a.png">')}</body></html>`,
  })

  await expect(page.getByText('deleted text: “30”')).toBeVisible()
  await expect(page.getByText('a picture', { exact: true })).toBeVisible()
  await expect
    .poll(() => saved.at(-1), { timeout: 20_000 })
    .toBe('<p>Before.</p><ol start="3" type="a"><li>after 90 days</li><li>at once</li></ol>')

  await page.keyboard.press('Control+z')
  await expect(page.getByText('deleted text: “30”')).toBeHidden()
  await expect.poll(() => saved.at(-1), { timeout: 20_000 }).toBe('<p>Before.</p>')
})
