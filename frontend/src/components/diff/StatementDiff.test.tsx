import { fireEvent, screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { plainConnection } from '@/testing/fixtures'
import { renderWithProviders } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { StatementDiff } from './StatementDiff'

const monaco = vi.hoisted(() => ({ models: [] as string[], reveal: vi.fn() }))

vi.mock('./monaco', () => {
  const pane = { updateOptions: vi.fn(), setPosition: vi.fn(), revealLineInCenter: monaco.reveal }
  const diffEditor = {
    onDidUpdateDiff: (listener: () => void) => {
      setTimeout(listener)
      return { dispose: vi.fn() }
    },
    getLineChanges: () => [{ modifiedStartLineNumber: 7 }],
    getOriginalEditor: () => pane,
    getModifiedEditor: () => pane,
    getModel: () => null,
    setModel: vi.fn(),
    updateOptions: vi.fn(),
    dispose: vi.fn(),
  }
  const createModel = (text: string) => {
    monaco.models.push(text)
    return { dispose: vi.fn() }
  }
  return { editor: { createDiffEditor: () => diffEditor, createModel, setTheme: vi.fn() } }
})

beforeEach(() => {
  monaco.models.length = 0
})

const paragraphs = Array.from({ length: 8 }, (_, index) => `<p>Paragraph ${index}.</p>`)
const original = ['<p>Reviewed every year.</p>', ...paragraphs, '<p>Signed by the owner.</p>'].join('')
const modified = ['<p>Reviewed every month.</p>', ...paragraphs, '<p>Signed by the officer.</p>'].join('')

function diff(before = original, after = modified) {
  return <StatementDiff original={before} modified={after} originalLabel="ServiceNow" modifiedLabel="Yours" />
}

test('shows removed and added words between both labels', async () => {
  await renderWithProviders(diff())

  const pane = await screen.findByRole('region', { name: 'Differences, rendered' })
  expect(within(pane).getByText('year').tagName).toBe('DEL')
  expect(within(pane).getByText('month').tagName).toBe('INS')
  expect(screen.getByText('ServiceNow')).toBeVisible()
  expect(screen.getByText('Yours')).toBeVisible()
})

test('folds what did not change until it is asked for', async () => {
  const { user } = await renderWithProviders(diff())

  expect(await screen.findByRole('button', { name: /6 unchanged paragraphs/ })).toBeVisible()
  expect(screen.queryByText('Paragraph 4.')).not.toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: /6 unchanged paragraphs/ }))
  expect(screen.getAllByText('Paragraph 4.')).toHaveLength(2)
})

test('goes through the differences by button and key, and round at the end', async () => {
  const { user } = await renderWithProviders(diff())

  await user.click(await screen.findByRole('button', { name: 'Next difference' }))
  expect(screen.getByRole('status')).toHaveTextContent('1 of 2 differences')
  await user.keyboard('{F7}')
  expect(screen.getByRole('status')).toHaveTextContent('2 of 2 differences')
  await user.keyboard('n')
  expect(screen.getByRole('status')).toHaveTextContent('1 of 2 differences')
  await user.keyboard('p')
  expect(screen.getByRole('status')).toHaveTextContent('2 of 2 differences')
})

test('says when the texts are the same', async () => {
  await renderWithProviders(diff('<p>R&amp;D</p><p>x</p>', '<p>R&#38;D</p>\n<p>x</p>'))

  expect(await screen.findByText('The texts are the same')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Next difference' })).not.toBeInTheDocument()
})

test('sends to the source when only the markup differs', async () => {
  await renderWithProviders(diff('<p>a</p>', '<p>a</p><p></p>'))

  expect(await screen.findByText('The words are the same')).toBeVisible()
})

test('runs nothing of the markup it is given', async () => {
  const { container } = await renderWithProviders(diff('<p>a</p>', '<p>a<img src=x onerror=alert(1)>b</p>'))

  await screen.findByRole('region', { name: 'Differences, rendered' })
  expect(container.querySelector('img')).toBeNull()
  expect(container).toHaveTextContent('a[picture: x]b')
})

test('shows of the text before what ServiceNow really had', async () => {
  await renderWithProviders(
    diff('<p>If x<y then lock; use <redacted> placeholder.</p>', '<p>If x placeholder.</p>'),
  )

  const pane = await screen.findByRole('region', { name: 'Differences, rendered' })
  const removed = [...pane.querySelectorAll('del')].map((element) => element.textContent)
  expect(removed.join('')).toMatch(/<y ?then lock; use <redacted>/)
})

test('names the markup that an edit has lost', async () => {
  const before =
    '<p>See <mark>this</mark> plan <img src="/sys_attachment.do?sys_id=1" alt="Network"></p><!-- by Ana -->'
  await renderWithProviders(diff(before, '<p>See this plan</p>'))

  expect(await screen.findByText('a comment: “by Ana”')).toBeInTheDocument()
  expect(screen.getByText('a highlight (mark)')).toBeInTheDocument()
  expect(screen.getByText('a picture: “Network”')).toBeInTheDocument()
})

test('compares a plain field character by character, and has no source to show', async () => {
  server.use(http.get(apiUrl('/connection'), () => HttpResponse.json(plainConnection())))
  await renderWithProviders(diff('One <b>\n\n  a &amp; b', 'One <b>\n\n  a && b'))

  const pane = await screen.findByRole('region', { name: 'Differences, rendered' })
  await waitFor(() => expect(screen.queryByRole('radio', { name: 'Source' })).not.toBeInTheDocument())
  expect(within(pane).getAllByText('One <b>')).toHaveLength(2)
  expect(pane.querySelector('del')?.textContent).toContain('amp')
})

test('texts of thousands of paragraphs are shown in part', async () => {
  const many = (word: string) => Array.from({ length: 1200 }, (_, n) => `<p>${word} ${n}</p>`).join('')
  const { user } = await renderWithProviders(diff(many('old'), many('new')))

  const pane = await screen.findByRole('region', { name: 'Differences, rendered' })
  expect(pane.querySelectorAll('[data-change]')).toHaveLength(300)
  await user.click(screen.getByText(/^Show more/))
  expect(pane.querySelectorAll('[data-change]')).toHaveLength(1200)
})

test('shows the source with one block a line', async () => {
  const { user } = await renderWithProviders(diff('<p>a</p><p>b</p>', '<p>a</p><p>c</p>'))

  await user.click(await screen.findByRole('radio', { name: 'Source' }))
  await waitFor(() => expect(monaco.models).toEqual(['<p>a</p>\n<p>b</p>', '<p>a</p>\n<p>c</p>']))
  await screen.findByText('1 difference')
  fireEvent.keyDown(screen.getByRole('button', { name: 'Next difference' }), { key: 'F7' })
  expect(monaco.reveal).toHaveBeenCalledWith(7)
})
