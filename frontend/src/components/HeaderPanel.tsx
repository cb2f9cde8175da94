import { Paper } from '@mantine/core'
import { useDisclosure, useFocusTrap } from '@mantine/hooks'
import { Suspense, useRef, type KeyboardEvent, type ReactNode, type RefObject } from 'react'
import styles from './HeaderPanel.module.css'
import { usePressElsewhere } from './usePressElsewhere'

interface ButtonProps {
  ref: RefObject<HTMLButtonElement | null>
  onClick: () => void
  'aria-haspopup': 'dialog'
  'aria-expanded': boolean
}

interface HeaderPanelProps {
  label: string
  button: (props: ButtonProps) => ReactNode
  /** May be loaded when it is asked for. */
  children: (close: () => void) => ReactNode
}

/**
 * A button of the page's header, and what it opens under the header.
 *
 * It needs no library that finds a place: that would be a tenth of what every first page loads.
 */
export function HeaderPanel({ label, button, children }: HeaderPanelProps) {
  const [opened, { toggle, close }] = useDisclosure(false)
  const opener = useRef<HTMLButtonElement>(null)
  const inside = usePressElsewhere(opened, close)
  const closeAndReturn = () => {
    close()
    opener.current?.focus()
  }
  return (
    <div {...inside}>
      {button({ ref: opener, onClick: toggle, 'aria-haspopup': 'dialog', 'aria-expanded': opened })}
      {opened && (
        <Suspense>
          <Panel label={label} onEscape={closeAndReturn}>
            {children(close)}
          </Panel>
        </Suspense>
      )}
    </div>
  )
}

interface PanelProps {
  label: string
  onEscape: () => void
  children: ReactNode
}

function Panel({ label, onEscape, children }: PanelProps) {
  const trap = useFocusTrap()
  const closeAtEscape = (event: KeyboardEvent) => {
    // What a dialog in front does with the key is its own.
    if (event.key === 'Escape' && event.currentTarget.contains(event.target as Node)) onEscape()
  }
  return (
    <Paper
      ref={trap}
      role="dialog"
      aria-label={label}
      withBorder
      shadow="md"
      p="sm"
      className={styles.panel}
      onKeyDown={closeAtEscape}
    >
      {/* The panel itself is what a reader is told first, not the first thing to press in it. */}
      <div tabIndex={-1} data-autofocus className={styles.content}>
        {children}
      </div>
    </Paper>
  )
}
