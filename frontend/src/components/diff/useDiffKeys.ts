import { useEffect, useEffectEvent, type RefObject } from 'react'

/**
 * n and p, F7 and Shift+F7 go to the next and previous difference while the focus is in the diff, or anywhere
 * in the dialog that it stands in.
 */
export function useDiffKeys(root: RefObject<HTMLElement | null>, onStep: (step: 1 | -1) => void): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const step = stepOf(event)
    if (step === null || event.defaultPrevented) return
    event.preventDefault()
    onStep(step)
  })

  useEffect(() => {
    const scope = root.current?.closest<HTMLElement>('[role="dialog"]') ?? root.current
    const listener = (event: KeyboardEvent) => onKey(event)
    // Capturing: the source editor keeps the keys it knows to itself.
    scope?.addEventListener('keydown', listener, { capture: true })
    return () => scope?.removeEventListener('keydown', listener, { capture: true })
  }, [root])
}

function stepOf(event: KeyboardEvent): 1 | -1 | null {
  if (event.key === 'F7') return event.shiftKey ? -1 : 1
  if (event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return null
  if (event.key === 'n') return 1
  return event.key === 'p' ? -1 : null
}

/** Whether the key would write a character. The source editor's own field is for reading only. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.closest('.monaco-editor')) return false
  return (
    target.isContentEditable ||
    target.matches('textarea, select, input:not([type="radio"], [type="checkbox"])')
  )
}
