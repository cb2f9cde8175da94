import { Stack, Text } from '@mantine/core'
import { useTextFormat } from '@/lib/texts/format'
import { HtmlEditor } from './HtmlEditor'
import { SourceEditor } from './SourceEditor'
import type { TextEditorProps } from './textEditorProps'

const PLAIN = 'Plain text: every character is stored as you type it, line breaks too.'
const NOT_KNOWN =
  'It is not known here whether this field holds HTML or plain text. This is the text as it is stored.'

/** Edits a text in the way that suits its field: HTML as it reads, plain text as it stands. */
export function TextEditor(props: TextEditorProps) {
  const format = useTextFormat()
  if (format === 'html') return <HtmlEditor {...props} />
  const hint = format === 'plain' ? PLAIN : NOT_KNOWN
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {props.editable ? hint : 'You can read this text, not change it.'}
      </Text>
      <SourceEditor {...props} plain={format === 'plain'} />
    </Stack>
  )
}
