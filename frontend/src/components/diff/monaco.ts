// The editor without its extras: only the diff view and HTML colours. Import it dynamically alone: it is large.
import * as monaco from 'monaco-editor/editor/editor.api'
// The font of its icons.
import 'monaco-editor/features/codicon/register'
import 'monaco-editor/features/diffEditor/register'
import 'monaco-editor/languages/definitions/html/register'
import EditorWorker from 'monaco-editor/editor/editor.worker?worker'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

monaco.editor.defineTheme('statement-light', {
  base: 'vs',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#ffffff',
    'diffEditor.insertedLineBackground': '#e3f4e780',
    'diffEditor.insertedTextBackground': '#a9dfb8a0',
    'diffEditor.removedLineBackground': '#fde8e880',
    'diffEditor.removedTextBackground': '#f8b9b9a0',
  },
})
monaco.editor.defineTheme('statement-dark', {
  base: 'vs-dark',
  inherit: true,
  rules: [],
  colors: {
    'editor.background': '#242424',
    'diffEditor.insertedLineBackground': '#16351f80',
    'diffEditor.insertedTextBackground': '#2a6b3da0',
    'diffEditor.removedLineBackground': '#45191b80',
    'diffEditor.removedTextBackground': '#8a2f33a0',
  },
})

export const { editor } = monaco
