export interface TextEditorProps {
  value: string
  onChange: (text: string) => void
  onBlur?: () => void
  /** The step back that the editor itself does not know of; undefined when the last step was its own. */
  onUndo?: (() => void) | undefined
  editable: boolean
  label: string
}
