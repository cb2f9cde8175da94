import { Autocomplete } from '@mantine/core'
import { useState } from 'react'
import type { FilterProps } from './filterProps'

interface ActorFilterProps extends FilterProps<string> {
  /** Those who are known to this page. */
  actors: string[]
}

/** One user, by the whole name. The filter follows when the name is chosen or the field is left. */
export function ActorFilter({ value = '', onChange, actors }: ActorFilterProps) {
  const [text, setText] = useState(value)
  const [lastValue, setLastValue] = useState(value)
  if (value !== lastValue) {
    setLastValue(value)
    setText(value)
  }
  const send = (name: string) => name.trim() !== value && onChange(name.trim() || undefined)
  return (
    <Autocomplete
      label="User"
      placeholder="All; or the whole name"
      data={actors}
      value={text}
      onChange={setText}
      onOptionSubmit={send}
      onBlur={() => send(text)}
      onKeyDown={(event) => event.key === 'Enter' && send(text)}
      onClear={() => send('')}
      clearable
    />
  )
}
