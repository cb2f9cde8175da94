import { ComboboxChevron, TextInput } from '@mantine/core'
import { startTransition, Suspense, useRef, useState } from 'react'
import { lazyPart } from '@/components/lazyPart'
import type { SearchSelectProps } from './LoadedSelect'

const LoadedSelect = lazyPart(async () => (await import('./LoadedSelect')).LoadedSelect)

/**
 * One of many, found by typing.
 *
 * Most visits choose nothing here, so the list's code comes when somebody turns to the field. What is typed until
 * then stays in it.
 */
export function SearchSelect(props: SearchSelectProps) {
  const { label, placeholder, value, searchValue, onSearchChange, onDropdownOpen, onDropdownClose } = props
  const [isWanted, setIsWanted] = useState(false)
  if (value !== null && !isWanted) setIsWanted(true) // the list's code tells what the value means
  const hasFocusRef = useRef(false)
  const want = () => startTransition(() => setIsWanted(true))
  const waiting = (
    <TextInput
      role="combobox"
      aria-expanded={false}
      label={label}
      placeholder={placeholder}
      rightSection={<ComboboxChevron />}
      rightSectionPointerEvents="none"
      value={searchValue}
      onChange={({ currentTarget }) => onSearchChange(currentTarget.value)}
      onPointerEnter={want}
      onFocus={() => {
        hasFocusRef.current = true
        want()
        onDropdownOpen()
      }}
      onBlur={() => {
        hasFocusRef.current = false
        onDropdownClose?.()
      }}
    />
  )
  return (
    <Suspense fallback={waiting}>
      {isWanted ? <LoadedSelect {...props} hasFocusRef={hasFocusRef} /> : waiting}
    </Suspense>
  )
}
