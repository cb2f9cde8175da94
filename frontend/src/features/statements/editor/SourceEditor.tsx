import { Textarea } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { withLineEndsOf, withNewlines } from '@/lib/texts/lineEnds'
import styles from './SourceEditor.module.css'

interface SourceEditorProps {
  value: string
  onChange: (text: string) => void
  onBlur?: (() => void) | undefined
  /** Instead of the field's own step back. */
  onUndo?: (() => void) | undefined
  editable: boolean
  label: string
  /** Plain text reads better in the font of the page. */
  plain: boolean
}

/** A statement's text as it is stored, character by character. */
export function SourceEditor(props: SourceEditorProps) {
  const { value, onChange, onBlur, onUndo, editable, label, plain } = props
  return (
    <Textarea
      aria-label={label}
      value={withNewlines(value)}
      onChange={(event) => onChange(withLineEndsOf(value, event.currentTarget.value))}
      onBlur={onBlur}
      onKeyDown={onUndo && getHotkeyHandler([['mod+Z', onUndo]])}
      readOnly={!editable}
      autosize
      minRows={editable ? 14 : 4}
      spellCheck={plain}
      classNames={{ input: plain ? styles.plain : styles.source }}
    />
  )
}
