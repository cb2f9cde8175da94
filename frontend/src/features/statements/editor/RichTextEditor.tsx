import '@mantine/tiptap/styles.css'
import { RichTextEditor as MantineEditor } from '@mantine/tiptap'
import { Slice, type ResolvedPos } from '@tiptap/pm/model'
import { useEditor, type Editor } from '@tiptap/react'
import { useEffect, useRef, useState } from 'react'
import { cleanPaste } from './cleanPaste'
import { extensions } from './extensions'
import { LeftBehindNotice } from './LeftBehindNotice'
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

  const [left, setLeft] = useState<LeftBehind | null>(null)

  const leaveFiles = (data: DataTransfer | null, before: LoadedText['doc']): boolean => {
    const parts = filesAlone(data)
    if (parts.length > 0) setLeft({ parts, before })
    return parts.length > 0
  }

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
      transformPastedHTML: (html, view) => {
        const { html: clean, leftBehind } = cleanPaste(html)
        setLeft(leftBehind.length > 0 ? { parts: leftBehind, before: view.state.doc } : null)
        return clean
      },
      transformPasted: (slice, view) => withOwnItems(slice, view.state.selection.$from),
      handlePaste: (view, { clipboardData }) => leaveFiles(clipboardData, view.state.doc),
      handleDrop: (view, event) => leaveFiles(event.dataTransfer, view.state.doc),
      handleDOMEvents: {
        keydown: (_view, event) => {
          if (!event.isComposing) tellOfSelection()
        },
      },
      scrollMargin: CLEAR,
      scrollThreshold: CLEAR,
    },
    onCreate: ({ editor: created }) => {
      loaded.current = new LoadedTexts(new LoadedText(value, created.schema))
    },
    onUpdate: ({ editor: updated }) => {
      setLeft((known) => (known?.before.eq(updated.state.doc) ? null : known))
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
    <>
      {left && <LeftBehindNotice parts={left.parts} onConfirm={() => setLeft(null)} />}
      <MantineEditor editor={editor} className={styles.editor} data-readonly={!editable || undefined}>
        {editable && <Toolbar editor={editor} />}
        <MantineEditor.Content />
      </MantineEditor>
    </>
  )
}

/**
 * Chromium tells of a moved selection up to a frame later, and a key that comes before acts on the one before: Enter
 * right after a click would take what had been selected. So the editor is told before each key.
 */
function tellOfSelection(): void {
  document.dispatchEvent(new Event('selectionchange'))
}

/** The first item of a pasted list would go into the paragraph before it, and the others be numbered anew. */
function withOwnItems(slice: Slice, at: ResolvedPos): Slice {
  const isList = /^(?:ordered|bullet)List$/.test(slice.content.firstChild?.type.name ?? '')
  const isInList = at.depth > 1 && at.node(at.depth - 1).type.name === 'listItem'
  return isList && !isInList && at.parent.content.size > 0 ? new Slice(slice.content, 0, 0) : slice
}

/** What a paste left behind, and the text before it: undoing the paste undoes the loss. */
interface LeftBehind {
  parts: string[]
  before: LoadedText['doc']
}

/** The files of a clipboard that holds nothing else, such as a screenshot: a text can take none of them. */
function filesAlone(data: DataTransfer | null): string[] {
  if (!data || data.types.includes('text/html') || data.types.includes('text/plain')) return []
  return [...data.files].map(
    ({ name, type }) => `${type.startsWith('image/') ? 'the picture' : 'the file'} ${name}`,
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
