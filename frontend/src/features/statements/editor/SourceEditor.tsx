import { Textarea } from '@mantine/core'
import { withLineEndsOf, withNewlines } from '@/lib/texts/lineEnds'
import styles from './SourceEditor.module.css'

interface SourceEditorProps {
  value: string
  onChange: (text: string) => void
  onBlur?: (() => void) | undefined
  editable: boolean
  label: string
  /** Plain text reads better in the font of the page. */
  plain: boolean
}

/** A statement's text as it is stored, character by character. */
export function SourceEditor({ value, onChange, onBlur, editable, label, plain }: SourceEditorProps) {
  return (
    <Textarea
      aria-label={label}
      value={withNewlines(value)}
      onChange={(event) => onChange(withLineEndsOf(value, event.currentTarget.value))}
      onBlur={onBlur}
      readOnly={!editable}
      autosize
      minRows={editable ? 14 : 4}
      spellCheck={plain}
      classNames={{ input: plain ? styles.plain : styles.source }}
    />
  )
}
