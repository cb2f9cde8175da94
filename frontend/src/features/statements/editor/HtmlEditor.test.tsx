import { fireEvent, screen, waitFor } from '@testing-library/react'
import type { Editor as TipTap } from '@tiptap/react'
import { useState } from 'react'
import { expect, test, vi } from 'vitest'
import { renderWithProviders } from '@/testing/render'
import { TextEditor } from './TextEditor'

function Editor({ start, onChange }: { start: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(start)
  const change = (next: string) => {
    setText(next)
    onChange(next)
  }
  return <TextEditor value={text} onChange={change} editable label="Text" />
}

async function open(html: string) {
  const onChange = vi.fn<(text: string) => void>()
  await renderWithProviders(<Editor start={html} onChange={onChange} />)
  await screen.findByRole('radio', { name: 'Rich text' })
  return { onChange, editor: screen.getByRole('textbox', { name: 'Text' }) }
}

test('opens a text with attributes that only look like those of the editor', async () => {
  const { editor } = await open('<p data-kept="{" data-tag="ul" data-section="x">Words</p>')
  expect(editor).toHaveAttribute('contenteditable', 'true')
  expect(editor).toHaveTextContent('Words')
})

test('shows pictures by their name and loads none', async () => {
  const { editor } = await open('<p>See <img src="/sys_attachment.do?sys_id=1" alt="Network plan">.</p>')
  expect(editor).toHaveTextContent('See picture: Network plan.')
  expect(editor.querySelector('img')).toBeNull()
})

test('a text of thousands of paragraphs is edited as its source, and says why', async () => {
  const html = '<p>a</p>'.repeat(12_000)
  const { editor, onChange } = await open(html)
  expect(screen.getByText(/^It has 12,000 paragraphs/)).toBeInTheDocument()
  expect(editor.tagName).toBe('TEXTAREA')

  fireEvent.change(editor, { target: { value: `${html}<p>b</p>` } })
  expect(onChange).toHaveBeenCalledWith(`${html}<p>b</p>`)
  expect(screen.getByText(/^It has 12,000 paragraphs/)).toBeInTheDocument()
})

test('words that HTML takes for a tag are shown as they stand', async () => {
  const { editor } = await open('If x<y then lock; use <redacted> placeholder; a && b.')
  expect(editor).toHaveValue('If x<y then lock; use <redacted> placeholder; a && b.')
  expect(screen.getByText(/“<redacted>”, which HTML takes for a tag/)).toBeInTheDocument()
})

/** A clipboard as the browser gives it. */
function clipboard(data: Record<string, string>, files: File[] = []) {
  return { types: Object.keys(data), getData: (type: string) => data[type] ?? '', files }
}

test('says what a paste left behind until that is confirmed or undone', async () => {
  const { editor, onChange } = await open('<p>Before.</p>')
  const word = '<p>Ends after <del>30</del><ins>90</ins> days<img src="x.png" alt="Plan"></p>'
  fireEvent.paste(editor, { clipboardData: clipboard({ 'text/html': word }) })
  expect(await screen.findByText('deleted text: “30”')).toBeInTheDocument()
  expect(screen.getByText('a picture: “Plan”')).toBeInTheDocument()
  expect(editor).toHaveTextContent('Ends after 90 days')

  fireEvent.keyDown(editor, { key: 'z', code: 'KeyZ', keyCode: 90, ctrlKey: true })
  expect(onChange).toHaveBeenLastCalledWith('<p>Before.</p>')
  await waitFor(() => expect(screen.queryByText('Left out of what you pasted')).not.toBeInTheDocument())
})

test('a picture that is pasted alone is named', async () => {
  const { editor } = await open('<p>Before.</p>')
  const file = new File(['x'], 'screenshot.png', { type: 'image/png' })
  fireEvent.paste(editor, { clipboardData: clipboard({ Files: '' }, [file]) })
  expect(await screen.findByText('the picture screenshot.png')).toBeInTheDocument()
})

test.each([
  ['c.', 'd.'],
  ['c.', 'd.', '<p>After.</p>'],
])('a list pasted behind a paragraph keeps its first item and number', async (...parts) => {
  const { editor, onChange } = await open('<p>Before.</p>')
  const item = (marker: string) =>
    `<p style='mso-list:l0 level1'><span style='mso-list:Ignore'>${marker}</span>${marker}</p>`
  const word = parts.map((part) => (part.startsWith('<') ? part : item(part))).join('')
  ;(editor as unknown as { editor: TipTap }).editor.commands.setTextSelection(8)
  fireEvent.paste(editor, { clipboardData: clipboard({ 'text/html': word }) })

  const list = '<ol start="3" type="a"><li>c.</li><li>d.</li></ol>'
  expect(onChange).toHaveBeenLastCalledWith(`<p>Before.</p>${list}${parts[2] ?? ''}`)
})
