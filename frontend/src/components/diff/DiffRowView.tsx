import { VisuallyHidden } from '@mantine/core'
import type { CSSProperties } from 'react'
import type { Block } from '@/lib/texts/blocks'
import type { DiffRow, Part } from './proseDiff'
import classes from './StatementDiff.module.css'

const SIGNS: Record<DiffRow['change'], { sign: string; words: string }> = {
  same: { sign: '', words: '' },
  changed: { sign: '±', words: 'Changed: ' },
  added: { sign: '+', words: 'Added: ' },
  removed: { sign: '−', words: 'Removed: ' },
  formatting: { sign: '¶', words: 'Only the formatting or spacing differs: ' },
}

interface DiffRowViewProps {
  row: DiffRow
  sideBySide: boolean
  isCurrent: boolean
}

export function DiffRowView({ row, sideBySide, isCurrent }: DiffRowViewProps) {
  const { sign, words } = SIGNS[row.change]
  return (
    <div
      className={classes.row}
      data-change={row.change}
      data-sides={sideBySide || undefined}
      aria-current={isCurrent || undefined}
    >
      <span className={classes.sign} aria-hidden>
        {sign}
      </span>
      {words && <VisuallyHidden>{words}</VisuallyHidden>}
      {sideBySide ? (
        <>
          <BlockText block={row.before} parts={row.parts.filter((part) => part.change !== 'added')} />
          <BlockText block={row.after} parts={row.parts.filter((part) => part.change !== 'removed')} />
        </>
      ) : (
        <BlockText block={row.after ?? row.before} parts={row.parts} />
      )}
      {row.change === 'formatting' && (
        <span className={classes.note} aria-hidden>
          Same words; formatting or spacing differs. See Source.
        </span>
      )}
    </div>
  )
}

function BlockText({ block, parts }: { block: Block | null; parts: Part[] }) {
  if (!block) return <div className={classes.block} />
  return (
    <div className={classes.block} data-kind={block.kind} style={{ '--depth': block.depth } as CSSProperties}>
      {block.marker && <span className={classes.marker}>{block.marker} </span>}
      {parts.map((part, index) => (
        <PartText key={index} part={part} />
      ))}
    </div>
  )
}

function PartText({ part }: { part: Part }) {
  if (part.change === 'removed') return <del className={classes.removed}>{part.text}</del>
  if (part.change === 'added') return <ins className={classes.added}>{part.text}</ins>
  return part.text
}
