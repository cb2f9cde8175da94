import '@mantine/tiptap/styles.css'
import { RichTextEditor as MantineEditor } from '@mantine/tiptap'
import { useEditor, type Editor } from '@tiptap/react'
import { useEffect, useRef } from 'react'
import { cleanPaste } from './cleanPaste'
import { extensions } from './extensions'
import styles from './RichTextEditor.module.css'
import { LoadedText } from './serialiseText'
import { Toolbar } from './Toolbar'

export interface RichTextEditorProps {
  /** HTML that `whatRichTextWouldLose` has found nothing in. */
  value: string
  /** Called for edits only, never for loading. */
  onChange: (html: string) => void
  onBlur?: () => void
  editable: boolean
  label: string
}

/** What is typed stays clear of the toolbar above and the bar below, which lie over the text. */
const CLEAR = { top: 140, bottom: 170, left: 0, right: 0 }

/** A statement's text as it reads. What is not edited stays as it was written. */
export function RichTextEditor({ value, onChange, onBlur, editable, label }: RichTextEditorProps) {
  const loaded = useRef<LoadedText | null>(null)
  const written = useRef(value)

  const editor = useEditor({
    extensions,
    editable,
    content: new LoadedText(value).doc.toJSON() as object,
    shouldRerenderOnTransaction: true,
    editorProps: {
      attributes: {
        'aria-label': label,
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-readonly': String(!editable),
      },
      transformPastedHTML: cleanPaste,
      scrollMargin: CLEAR,
      scrollThreshold: CLEAR,
    },
    onCreate: ({ editor: created }) => {
      loaded.current = new LoadedText(value, created.schema)
    },
    onUpdate: ({ editor: updated }) => {
      const html = loaded.current?.write(updated.state.doc)
      if (html === undefined || html === written.current) return
      written.current = html
      onChange(html)
    },
    onBlur: () => onBlur?.(),
  })

  useEffect(() => {
    if (editor.isEditable !== editable) editor.setEditable(editable, false)
  }, [editor, editable])

  useEffect(() => {
    if (value === written.current) return
    written.current = value
    loaded.current = load(editor, value)
  }, [editor, value])

  return (
    <MantineEditor editor={editor} className={styles.editor} data-readonly={!editable || undefined}>
      {editable && <Toolbar editor={editor} />}
      <MantineEditor.Content />
    </MantineEditor>
  )
}

/** Puts another text into the editor without counting as an edit; the cursor stays as near as it can. */
function load(editor: Editor, html: string): LoadedText {
  const text = new LoadedText(html, editor.schema)
  const { from, to } = editor.state.selection
  editor.commands.setContent(text.doc.toJSON() as object, { emitUpdate: false })
  const end = editor.state.doc.content.size
  editor.commands.setTextSelection({ from: Math.min(from, end), to: Math.min(to, end) })
  return text
}
