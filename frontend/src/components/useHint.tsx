import { useDisclosure } from '@mantine/hooks'
import { Suspense, useState } from 'react'
import { lazyPart, Nothing } from './lazyPart'

// With what places it, a tenth of all that a first page would load.
const HintAt = lazyPart(async () => (await import('./HintAt')).HintAt, Nothing)

/** A text that is shown beside an element on hover, focus or touch: props for the element, and what to render after it. */
export function useHint(label: string) {
  const [element, setElement] = useState<HTMLElement | null>(null)
  const [isAsked, { open, close }] = useDisclosure(false)
  const target = {
    ref: setElement,
    onMouseEnter: open,
    onMouseLeave: close,
    onFocus: open,
    onBlur: close,
  }
  const hint = isAsked && (
    <Suspense>
      <HintAt element={element} label={label} />
    </Suspense>
  )
  return { target, hint }
}
