import { TextInput } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { asFieldValue, fromFieldValue } from '../timeRange'

interface TimeFieldProps {
  label: string
  value: string | undefined
  error?: ReactNode
  onChange: (at: string | undefined) => void
}

/** A date and time in the reader's time zone. Half typed it changes nothing; emptied, it does when it is left. */
export function TimeField({ label, value, error, onChange }: TimeFieldProps) {
  const [text, setText] = useState(asFieldValue(value))
  const [lastValue, setLastValue] = useState(value)
  if (value !== lastValue) {
    setLastValue(value)
    setText(asFieldValue(value))
  }
  return (
    <TextInput
      type="datetime-local"
      label={label}
      error={error}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        const at = fromFieldValue(currentTarget.value)
        if (at !== undefined) onChange(at)
      }}
      onBlur={() => text === '' && value !== undefined && onChange(undefined)}
    />
  )
}
