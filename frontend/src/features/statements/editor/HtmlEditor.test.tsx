import { fireEvent, screen } from '@testing-library/react'
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
