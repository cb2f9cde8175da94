import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useReducer, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { rowReachedBy } from './rowReachedBy'
import styles from './VirtualRows.module.css'

const OVERSCAN = 8

interface VirtualRowsProps<Row> {
  label: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** A guess; each row is measured once it is shown. */
  estimatedHeight: number
  /** Arrow keys, Home and End move the focus from row to row, to what can be used first in each row. */
  arrowKeys?: boolean
  children: (row: Row, index: number) => ReactNode
}

/** A list of any length: only the rows near the visible part of the page exist. */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>) {
  const { label, rows, keyOf, estimatedHeight, arrowKeys = false, children } = props
  const list = useRef<HTMLDivElement>(null)
  const nextFocus = useRef<number | null>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => estimatedHeight,
    overscan: OVERSCAN,
    scrollMargin,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row)
    },
  })

  useLayoutEffect(() => {
    const measure = () => list.current && setScrollMargin(topOf(list.current))
    measure()
    // What stands above the list may grow or shrink at any time.
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  // A row far away exists only some renderings after the list was told to scroll there.
  useLayoutEffect(() => {
    if (nextFocus.current === null) return
    const row = list.current?.querySelector(`[data-index="${nextFocus.current}"]`)
    if (!row) return
    nextFocus.current = null
    const first = row.querySelector<HTMLElement>('input:not([disabled])') ?? row.querySelector('a')
    first?.focus({ preventScroll: true })
  })

  const moveFocus = (event: KeyboardEvent<HTMLDivElement>) => {
    const index = rowReachedBy(event, rows.length)
    if (index === null) return
    event.preventDefault()
    nextFocus.current = index
    virtualizer.scrollToIndex(index)
    redraw()
  }

  return (
    // The keys only move the focus among what is reached with Tab too.
    // eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <div
      ref={list}
      onKeyDown={arrowKeys ? moveFocus : undefined}
      role="list"
      aria-label={label}
      className={styles.list}
      style={{ height: virtualizer.getTotalSize() }}
    >
      {virtualizer.getVirtualItems().map(({ key, index, start }) => {
        const row = rows[index]
        return (
          row !== undefined && (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              role="listitem"
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className={styles.row}
              style={{ transform: `translateY(${start - scrollMargin}px)` }}
            >
              {children(row, index)}
            </div>
          )
        )
      })}
    </div>
  )
}

function topOf(element: HTMLElement): number {
  return Math.round(element.getBoundingClientRect().top + window.scrollY)
}
