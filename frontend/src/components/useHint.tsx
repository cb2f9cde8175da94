import { useDisclosure } from '@mantine/hooks'
import { lazy, Suspense, useState } from 'react'

// With what places it, a tenth of all that a first page would load.
const HintAt = lazy(async () => ({ default: (await import('./HintAt')).HintAt }))

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
