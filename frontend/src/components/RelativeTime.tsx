import { VisuallyHidden } from '@mantine/core'
import { useEffect, useReducer } from 'react'
import { exactTime, relativeTime } from '@/lib/time'
import { useHint } from './useHint'

const MINUTE = 60_000

/** "3 minutes ago", kept up to date; the exact time on hover, focus or touch, and for screen readers. */
export function RelativeTime({ at }: { at: string }) {
  const [, tick] = useReducer((count: number) => count + 1, 0)
  const { target, hint } = useHint(exactTime(at))

  useEffect(() => {
    const timer = setInterval(tick, MINUTE)
    return () => clearInterval(timer)
  }, [])

  return (
    <>
      {/* What the mouse is shown, the keyboard must reach. Positioned, or the hidden words widen the page. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <time {...target} dateTime={at} tabIndex={0} style={{ position: 'relative' }}>
        {relativeTime(at)}
        <VisuallyHidden component="span"> ({exactTime(at)})</VisuallyHidden>
      </time>
      {hint}
    </>
  )
}
