import { Textarea } from '@mantine/core'

/** Characters; the API takes no more. */
const LONGEST_NOTE = 500

interface PushNoteProps {
  note: string
  onChange: (note: string) => void
}

/** Why it is pushed. */
export function PushNote({ note, onChange }: PushNoteProps) {
  return (
    <Textarea
      label="Why (goes with the push, if you write it)"
      description={`Stands in the history, in the results and in the audit. ${note.length} of ${LONGEST_NOTE} characters.`}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      placeholder="Such as: quarterly review, ticket GRC-142"
      value={note}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
      maxLength={LONGEST_NOTE}
      autosize
      minRows={1}
      maxRows={6}
      my="md"
    />
  )
}
