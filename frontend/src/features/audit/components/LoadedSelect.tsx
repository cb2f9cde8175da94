import { Select, type SelectProps } from '@mantine/core'
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'

export interface SearchSelectProps extends Required<Pick<SelectProps, 'searchValue' | 'onSearchChange'>> {
  label: string
  placeholder: string
  data: { value: string; label: string }[]
  value: string | null
  onChange: (value: string | null) => void
  /** Which choices to offer of all; those that have what is typed if it is left out. */
  filter?: SelectProps['filter']
  onDropdownOpen: () => void
  onDropdownClose?: () => void
  nothingFoundMessage: string
}

interface LoadedSelectProps extends SearchSelectProps {
  /** Whether somebody is in the field that this one takes the place of. */
  hasFocusRef: RefObject<boolean>
}

/** The list of a `SearchSelect`: goes on where the field without a list was left. */
export function LoadedSelect({ hasFocusRef, ...props }: LoadedSelectProps) {
  const { searchValue, onSearchChange } = props
  const field = useRef<HTMLInputElement>(null)
  const [typed] = useState(searchValue)
  useLayoutEffect(() => {
    if (hasFocusRef.current) field.current?.focus()
    hasFocusRef.current = false
  }, [hasFocusRef])
  useEffect(() => {
    // Mantine's Select empties its search when it is first shown.
    if (typed) onSearchChange(typed)
  }, [typed, onSearchChange])
  return <Select ref={field} {...props} searchable clearable />
}
