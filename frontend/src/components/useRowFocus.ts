import { useLayoutEffect, useRef, type FocusEvent, type KeyboardEvent, type RefObject } from 'react'

const CONTROLS = 'a[href], button:not([disabled]), input:not([disabled]), [tabindex]'

interface Place {
  row: number
  /** Which of the row's controls. */
  control: number
}

/**
 * One tab stop for a whole list: Tab leads to the control used last, the arrow keys, Home and End from there to the
 * other rows and controls. What a row has opened (`data-row-details`) is reached with Tab as anywhere else.
 */
export function useRowFocus(
  list: RefObject<HTMLElement | null>,
  count: number,
  scrollToRow: (row: number) => void,
  redraw: () => void,
) {
  const place = useRef<Place>({ row: 0, control: 0 })
  const isMoving = useRef(false)

  // A row far away exists only some renderings after the list was told to scroll there.
  useLayoutEffect(() => {
    if (!list.current) return
    const rows = [...list.current.querySelectorAll<HTMLElement>('[data-index]')]
    const current = rows.find((row) => rowOf(row) === place.current.row)
    if (isMoving.current && current) {
      const controls = controlsOf(current)
      isMoving.current = false
      controls[Math.min(place.current.control, controls.length - 1)]?.focus({ preventScroll: true })
    }
    leaveOneTabStop(rows, current ?? rows[0], place.current.control)
  })

  return {
    onFocus: ({ target }: FocusEvent) => {
      const row = target.closest<HTMLElement>('[data-index]')
      const control = row ? controlsOf(row).indexOf(target as HTMLElement) : -1
      if (!row || control < 0) return
      place.current = { row: rowOf(row), control }
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-index]') ?? [])]
      leaveOneTabStop(rows, row, control)
    },
    onKeyDown: (event: KeyboardEvent) => {
      const target = event.target as HTMLElement
      const row = target.closest<HTMLElement>('[data-index]')
      if (!row || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return
      const control = controlsOf(row).indexOf(target)
      if (control < 0) return
      const next = placeReachedBy(event.key, { row: rowOf(row), control }, count)
      if (!next) return
      event.preventDefault()
      if (next.row === rowOf(row)) {
        controlsOf(row)[next.control]?.focus()
        return
      }
      place.current = next
      isMoving.current = true
      scrollToRow(next.row)
      redraw()
    },
  }
}

/** Null for any other key, and at the ends of the list. */
function placeReachedBy(key: string, { row, control }: Place, count: number): Place | null {
  const reached: Record<string, Place> = {
    ArrowDown: { row: row + 1, control },
    ArrowUp: { row: row - 1, control },
    ArrowRight: { row, control: control + 1 },
    ArrowLeft: { row, control: control - 1 },
    Home: { row: 0, control },
    End: { row: count - 1, control },
  }
  const next = reached[key]
  return !next || next.row < 0 || next.row >= count || next.control < 0 ? null : next
}

function rowOf(row: HTMLElement): number {
  return Number(row.getAttribute('data-index'))
}

function controlsOf(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>(CONTROLS)].filter(
    (control) => !control.closest('[data-row-details]'),
  )
}

function leaveOneTabStop(rows: HTMLElement[], current: HTMLElement | undefined, control: number): void {
  for (const row of rows) {
    const controls = controlsOf(row)
    const stop = row === current ? Math.min(control, controls.length - 1) : -1
    for (const [index, element] of controls.entries()) element.tabIndex = index === stop ? 0 : -1
  }
}
