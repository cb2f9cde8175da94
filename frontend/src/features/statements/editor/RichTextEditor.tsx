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
  /** HTML that `obstacleOf` has found nothing in. */
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
  const loaded = useRef<LoadedTexts | null>(null)
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
      loaded.current = new LoadedTexts(new LoadedText(value, created.schema))
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
    if (loaded.current) load(editor, value, loaded.current)
  }, [editor, value])

  return (
    <MantineEditor editor={editor} className={styles.editor} data-readonly={!editable || undefined}>
      {editable && <Toolbar editor={editor} />}
      <MantineEditor.Content />
    </MantineEditor>
  )
}

/** The texts that the editor was given, one after the other. */
class LoadedTexts {
  private latest: LoadedText
  private readonly first: LoadedText

  constructor(first: LoadedText) {
    this.first = first
    this.latest = first
  }

  add(text: LoadedText): void {
    this.latest = text
  }

  /** Undoing everything gives the first text back, with what the editor does not know of it. */
  write(doc: LoadedText['doc']): string {
    return doc.eq(this.first.doc) ? this.first.html : this.latest.write(doc)
  }
}

/** Puts another text into the editor without counting as an edit; the cursor stays as near as it can. */
function load(editor: Editor, html: string, loaded: LoadedTexts): void {
  const text = new LoadedText(html, editor.schema)
  loaded.add(text)
  // It reads the same: only what the editor does not show has changed, and its undo steps stay.
  if (text.doc.eq(editor.state.doc)) return
  const { from, to } = editor.state.selection
  editor.commands.setContent(text.doc.toJSON() as object, { emitUpdate: false })
  const end = editor.state.doc.content.size
  editor.commands.setTextSelection({ from: Math.min(from, end), to: Math.min(to, end) })
}
