import { useEffect, useRef } from 'react'

/**
 * Calls back when something else is pressed than what the given props stand on.
 *
 * A dialog that was opened from there is not something else, although it hangs at the end of the page: React's events
 * know where it belongs. https://react.dev/reference/react-dom/createPortal
 */
export function usePressElsewhere(enabled: boolean, callback: () => void) {
  const isInside = useRef(false)
  useEffect(() => {
    // The press that opened it is over.
    isInside.current = false
    if (!enabled) return
    const pressed = () => {
      if (!isInside.current) callback()
      isInside.current = false
    }
    document.addEventListener('pointerdown', pressed)
    return () => document.removeEventListener('pointerdown', pressed)
  }, [enabled, callback])
  return {
    onPointerDownCapture: () => {
      isInside.current = true
    },
  }
}
