import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useReducer, useRef, useState, type ReactNode } from 'react'
import { useRowFocus } from './useRowFocus'
import styles from './VirtualRows.module.css'

const OVERSCAN = 8
/** What the header and the bars that stay in view may cover, in pixels. */
const COVERED_ABOVE = 120
const COVERED_BELOW = 80

interface VirtualRowsProps<Row> {
  label: string
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** A guess; each row is measured once it is shown. */
  estimatedHeight: number
  children: (row: Row, index: number) => ReactNode
}

/** A list of any length: only the rows near the visible part of the page exist. */
export function VirtualRows<Row>(props: VirtualRowsProps<Row>) {
  const { label, rows, keyOf, estimatedHeight, children } = props
  const list = useRef<HTMLDivElement>(null)
  const [scrollMargin, setScrollMargin] = useState(0)
  const [, redraw] = useReducer((count: number) => count + 1, 0)
  const virtualizer = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => estimatedHeight,
    overscan: OVERSCAN,
    scrollMargin,
    scrollPaddingStart: COVERED_ABOVE,
    scrollPaddingEnd: COVERED_BELOW,
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : keyOf(row)
    },
  })

  const rowFocus = useRowFocus(list, rows.length, (row) => virtualizer.scrollToIndex(row), redraw)

  useLayoutEffect(() => {
    const measure = () => list.current && setScrollMargin(topOf(list.current))
    measure()
    // What stands above the list may grow or shrink at any time.
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])

  return (
    <div
      ref={list}
      {...rowFocus}
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
