import { Button, VisuallyHidden } from '@mantine/core'
import { useEffect, useMemo, useRef, useState } from 'react'
import { DiffRowView } from './DiffRowView'
import { foldUnchanged, type Section } from './foldUnchanged'
import type { DiffRow } from './proseDiff'
import classes from './StatementDiff.module.css'
import type { Target } from './target'

interface RenderedDiffProps {
  name: string
  rows: DiffRow[]
  sideBySide: boolean
  height: number | string
  target: Target | null
}

/** Both texts as prose, with what was removed and added. */
export function RenderedDiff({ name, rows, sideBySide, height, target }: RenderedDiffProps) {
  const pane = useRef<HTMLDivElement>(null)
  const sections = useMemo(() => foldUnchanged(rows), [rows])
  const current = target && differencesOf(rows)[target.index]

  useEffect(() => {
    if (!target) return
    pane.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'center' })
  }, [target])

  return (
    <section
      ref={pane}
      className={classes.prose}
      style={{ maxHeight: height }}
      aria-label={`${name}, rendered`}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls: the keyboard has to reach it.
      tabIndex={0}
    >
      {sections.map((section, index) => (
        <Fold key={index} section={section}>
          {section.rows.map((row, line) => (
            <DiffRowView key={line} row={row} sideBySide={sideBySide} isCurrent={row === current} />
          ))}
        </Fold>
      ))}
    </section>
  )
}

export function differencesOf(rows: DiffRow[]): DiffRow[] {
  return rows.filter((row) => row.change !== 'same')
}

function Fold({ section, children }: { section: Section; children: React.ReactNode }) {
  const [opened, setOpened] = useState(false)
  if (!section.folded || opened) return children
  return (
    <Button
      className={classes.fold}
      variant="subtle"
      color="gray"
      size="compact-sm"
      fullWidth
      onClick={() => setOpened(true)}
    >
      {section.rows.length} unchanged paragraphs <VisuallyHidden>are hidden. Show them</VisuallyHidden>
    </Button>
  )
}
