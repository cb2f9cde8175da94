import { TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'

const PAUSE_MS = 150

interface SearchFieldProps extends Omit<TextInputProps, 'value' | 'onChange'> {
  value: string | undefined
  onSearch: (text: string | undefined) => void
}

/** Types freely; the address follows at the first pause. */
export function SearchField({ value = '', onSearch, ...props }: SearchFieldProps) {
  const [text, setText] = useState(value)
  const [sent, setSent] = useState(value)
  const [lastValue, setLastValue] = useState(value)
  const send = useDebouncedCallback((typed: string) => {
    setSent(typed)
    onSearch(typed || undefined)
  }, PAUSE_MS)

  if (value !== lastValue) {
    setLastValue(value)
    if (value !== sent) {
      // Changed by somebody else, such as "Clear filters" or the browser's Back.
      setSent(value)
      setText(value)
    }
  }

  return (
    <TextInput
      type="search"
      {...props}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value)
        send(currentTarget.value)
      }}
    />
  )
}
