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

/** A page with thousands of rows would not answer any more. */
const ROWS_AT_ONCE = 300

/** Both texts as prose, with what was removed and added. */
export function RenderedDiff({ name, rows, sideBySide, height, target }: RenderedDiffProps) {
  const pane = useRef<HTMLDivElement>(null)
  const sections = useMemo(() => foldUnchanged(rows), [rows])
  const current = target && differencesOf(rows)[target.index]
  const [wanted, setWanted] = useState(ROWS_AT_ONCE)
  const most = current ? Math.max(wanted, rows.indexOf(current) + 1) : wanted
  const { shown, left } = useMemo(() => firstRows(sections, most), [sections, most])

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
      {shown.map((section, index) => (
        <Fold key={index} section={section}>
          {section.rows.map((row, line) => (
            <DiffRowView key={line} row={row} sideBySide={sideBySide} isCurrent={row === current} />
          ))}
        </Fold>
      ))}
      {left > 0 && (
        <div className={classes.more}>
          <Button
            variant="default"
            size="compact-sm"
            fullWidth
            onClick={() => setWanted(most + 5 * ROWS_AT_ONCE)}
          >
            Show more: {left.toLocaleString('en')} paragraphs are left
          </Button>
        </div>
      )}
    </section>
  )
}

/** The sections up to `most` rows that are not folded, and how many rows are left. */
function firstRows(sections: Section[], most: number): { shown: Section[]; left: number } {
  const shown: Section[] = []
  let room = most
  let left = 0
  for (const section of sections) {
    const rows = section.folded ? section.rows : section.rows.slice(0, room)
    if (room <= 0) left += section.rows.length
    else {
      shown.push({ ...section, rows })
      left += section.rows.length - rows.length
      if (!section.folded) room -= rows.length
    }
  }
  return { shown, left }
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
