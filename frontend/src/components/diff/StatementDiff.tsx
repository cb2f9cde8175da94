import { Stack } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useMemo, useRef, useState } from 'react'
import { Notice } from '@/components/Notice'
import { useTextFormat, type TextFormat } from '@/lib/texts/format'
import { sameText } from '@/lib/texts/sameText'
import { DiffToolbar, type View } from './DiffToolbar'
import { LostMarkup } from './LostMarkup'
import { proseDiff } from './proseDiff'
import { differencesOf, RenderedDiff } from './RenderedDiff'
import { SourceDiff } from './SourceDiff'
import classes from './StatementDiff.module.css'
import { isPastEnd, stepFrom, type Target } from './target'
import { useDiffKeys } from './useDiffKeys'

/** Two columns need this much; below it both texts are shown in one. */
const TWO_COLUMNS = 680

interface StatementDiffProps {
  original: string
  modified: string
  originalLabel: string
  modifiedLabel: string
  /** For screen readers, where more than one can be open at a time. */
  name?: string
  /** Of the texts, in pixels or any CSS length. */
  height?: number | string
  /** The difference to begin with; left out: none is singled out. */
  startsAt?: 'first' | 'last' | undefined
  /** What comes after the last (1) and before the first (-1) difference; left out: it goes round. */
  onPast?: ((step: 1 | -1) => void) | undefined
}

/** What differs between two texts of a statement, as it reads or as it is stored. */
export function StatementDiff(props: StatementDiffProps) {
  const { original, modified, originalLabel, modifiedLabel } = props
  const format = useTextFormat() ?? 'html'
  const same = useMemo(() => sameText(original, modified, format), [original, modified, format])
  const { ref: sizeRef, width } = useElementSize()
  const sideBySide = width === 0 || width >= TWO_COLUMNS

  return (
    <Stack gap="xs" ref={sizeRef}>
      <div className={classes.labels} data-sides={sideBySide || undefined}>
        <div>
          <span aria-hidden>− </span>
          {originalLabel}
        </div>
        <div>
          <span aria-hidden>+ </span>
          {modifiedLabel}
        </div>
      </div>
      {same ? (
        <Notice tone="success" title="The texts are the same" />
      ) : (
        <Differences {...props} format={format} sideBySide={sideBySide} />
      )}
    </Stack>
  )
}

interface DifferencesProps extends StatementDiffProps {
  format: TextFormat
  sideBySide: boolean
}

function Differences(props: DifferencesProps) {
  const { original, modified, format, sideBySide, name = 'Differences', height = 420 } = props
  const [wanted, setView] = useState<View>('rendered')
  const view = format === 'plain' ? 'rendered' : wanted
  const [sourceCount, setSourceCount] = useState(0)
  const rows = useMemo(() => proseDiff(original, modified, format), [original, modified, format])
  const count = view === 'rendered' ? differencesOf(rows).length : sourceCount
  const [target, setTarget] = useState<Target | null>(() =>
    props.startsAt ? stepFrom(null, props.startsAt === 'first' ? 1 : -1, count) : null,
  )
  const root = useRef<HTMLDivElement>(null)
  const step = (by: 1 | -1) => {
    if (props.onPast && isPastEnd(target, by, count)) props.onPast(by)
    else setTarget(stepFrom(target, by, count))
  }
  useDiffKeys(root, step)

  const show = (next: View) => {
    setTarget(null)
    setView(next)
  }

  return (
    <Stack gap="xs" ref={root}>
      {format === 'html' && <LostMarkup before={original} after={modified} />}
      <DiffToolbar
        view={format === 'plain' ? null : view}
        onView={show}
        count={count}
        target={target}
        onStep={step}
      />
      {view === 'source' ? (
        <SourceDiff {...props} height={height} target={target} onCount={setSourceCount} />
      ) : count === 0 ? (
        <Notice tone="info" title="The words are the same">
          Only the HTML differs. See Source.
        </Notice>
      ) : (
        <RenderedDiff name={name} rows={rows} sideBySide={sideBySide} height={height} target={target} />
      )}
    </Stack>
  )
}
