import type { editor as monacoEditor } from 'monaco-editor/editor/editor.api'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { sourceLines } from '@/lib/texts/sourceLines'
import classes from './StatementDiff.module.css'
import type { Target } from './target'

type DiffEditor = monacoEditor.IStandaloneDiffEditor

export interface MonacoDiffProps {
  editor: typeof monacoEditor
  original: string
  modified: string
  originalLabel: string
  modifiedLabel: string
  sideBySide: boolean
  height: number | string
  theme: string
  target: Target | null
  onCount: (count: number) => void
}

export function MonacoDiff(props: MonacoDiffProps) {
  const { editor, original, modified, originalLabel, modifiedLabel, sideBySide, theme, target } = props
  const host = useRef<HTMLDivElement>(null)
  const [diff, setDiff] = useState<DiffEditor | null>(null)
  const countChanges = useEffectEvent((of: DiffEditor) => props.onCount(of.getLineChanges()?.length ?? 0))

  // Before the effect that makes the editor: the first is cleaned up first, and an editor that is gone takes no model.
  useEffect(() => {
    if (!diff) return
    const models = [original, modified].map((text) => editor.createModel(sourceLines(text, 'html'), 'html'))
    const [left, right] = models
    if (left && right) diff.setModel({ original: left, modified: right })
    return () => {
      diff.setModel(null)
      models.forEach((model) => model.dispose())
    }
  }, [diff, editor, original, modified])

  useEffect(() => {
    if (!host.current) return
    const created = createDiff(editor, host.current)
    const watching = created.onDidUpdateDiff(() => countChanges(created))
    setDiff(created)
    return () => {
      watching.dispose()
      created.dispose()
      setDiff(null)
    }
  }, [editor])

  useEffect(() => {
    diff?.updateOptions({ renderSideBySide: sideBySide })
    diff?.getOriginalEditor().updateOptions({ ariaLabel: originalLabel })
    diff?.getModifiedEditor().updateOptions({ ariaLabel: modifiedLabel })
  }, [diff, sideBySide, originalLabel, modifiedLabel])

  useEffect(() => editor.setTheme(theme), [editor, theme])

  useEffect(() => {
    const change = target && diff?.getLineChanges()?.[target.index]
    if (!change) return
    const line = Math.max(1, change.modifiedStartLineNumber)
    diff.getModifiedEditor().setPosition({ lineNumber: line, column: 1 })
    diff.getModifiedEditor().revealLineInCenter(line)
  }, [diff, target])

  return <div ref={host} className={classes.source} style={{ height: props.height }} />
}

function createDiff(editor: typeof monacoEditor, element: HTMLElement): DiffEditor {
  return editor.createDiffEditor(element, {
    readOnly: true,
    originalEditable: false,
    automaticLayout: true,
    useInlineViewWhenSpaceIsLimited: false,
    hideUnchangedRegions: { enabled: true, contextLineCount: 1, minimumLineCount: 3 },
    ignoreTrimWhitespace: false,
    renderMarginRevertIcon: false,
    renderOverviewRuler: false,
    wordWrap: 'on',
    diffWordWrap: 'on',
    minimap: { enabled: false },
    lineNumbersMinChars: 3,
    scrollBeyondLastLine: false,
    folding: false,
    contextmenu: false,
    fontSize: 13,
    unicodeHighlight: { ambiguousCharacters: false },
    // Long paragraphs are the rule here; give them the time to be compared word by word.
    maxComputationTime: 5000,
    // Tab goes to the next control: nothing can be typed here.
    tabFocusMode: true,
  })
}
