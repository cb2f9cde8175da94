import { useEffect, useEffectEvent } from 'react'

export interface ReviewKeys {
  onMove: (step: 1 | -1) => void
  onReviewed: () => void
  onLeaveOut: () => void
}

/** r marks, x leaves out, j and k go to the next and previous statement; n and p do where a text has no difference. */
export function useReviewKeys(isOpen: boolean, { onMove, onReviewed, onLeaveOut }: ReviewKeys): void {
  const act = useEffectEvent((key: string) => {
    if (key === 'r') onReviewed()
    else if (key === 'x') onLeaveOut()
    else onMove(key === 'j' || key === 'n' ? 1 : -1)
  })
  useEffect(() => {
    if (!isOpen) return
    const listener = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return
      const isHere = event.target instanceof Element && event.target.closest('[role="dialog"]') !== null
      if (!isHere || !'rxjknp'.includes(event.key) || event.target.matches('input, textarea')) return
      event.preventDefault()
      act(event.key)
    }
    document.addEventListener('keydown', listener)
    return () => document.removeEventListener('keydown', listener)
  }, [isOpen])
}
