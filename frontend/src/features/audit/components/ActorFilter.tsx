import { TextInput } from '@mantine/core'
import { useId, useState } from 'react'
import type { FilterProps } from './filterProps'

interface ActorFilterProps extends FilterProps<string> {
  /** Those who are known to this page. */
  actors: string[]
}

/** One user, by the whole name. The filter follows when a known name stands there, or the field is left. */
export function ActorFilter({ value = '', onChange, actors }: ActorFilterProps) {
  const list = useId()
  const [text, setText] = useState(value)
  const [lastValue, setLastValue] = useState(value)
  const [sent, setSent] = useState<string>()
  if (value !== lastValue) {
    setLastValue(value)
    setSent(undefined)
    // What was typed on while the name that stood there before was taken over stays.
    if (value !== sent) setText(value)
  }
  const send = (name: string) => {
    if (name.trim() === value) return
    setSent(name.trim())
    onChange(name.trim() || undefined)
  }
  return (
    <>
      <TextInput
        type="search"
        label="User"
        placeholder="All; or the whole name"
        list={list}
        value={text}
        onChange={({ currentTarget: { value: typed } }) => {
          setText(typed)
          if (typed === '' || actors.includes(typed)) send(typed)
        }}
        onBlur={() => send(text)}
        onKeyDown={(event) => event.key === 'Enter' && send(text)}
      />
      <datalist id={list}>
        {actors.map((actor) => (
          <option key={actor} value={actor} />
        ))}
      </datalist>
    </>
  )
}
