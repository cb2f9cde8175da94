import { useMemo } from 'react'
import { DiffRowView } from '@/components/diff/DiffRowView'
import { proseDiff } from '@/components/diff/proseDiff'
import { useTextFormat } from '@/lib/texts/format'
import styles from './MergeEditor.module.css'

/** How the text reads. None of its markup comes into the page: blocks are drawn from their words. */
export function RenderedText({ text }: { text: string }) {
  const format = useTextFormat() ?? 'html'
  const rows = useMemo(() => proseDiff(text, text, format), [text, format])
  return (
    <section
      className={styles.rendered}
      aria-label="Merged text, rendered"
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- It scrolls: the keyboard has to reach it.
      tabIndex={0}
    >
      {rows.map((row, index) => (
        <DiffRowView key={index} row={row} sideBySide={false} isCurrent={false} />
      ))}
    </section>
  )
}
