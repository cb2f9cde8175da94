import { NativeSelect, Textarea } from '@mantine/core'
import { useDeferredValue, useState } from 'react'
import { StatementDiff } from '@/components/diff/StatementDiff'
import { Notice } from '@/components/Notice'
import type { ConflictCheck } from '../types'
import { comparisonOf, type Comparison } from '../comparisons'
import styles from './MergeEditor.module.css'
import type { Question } from './DraftQuestion'
import type { MergeStart } from './mergeDrafts'
import { MergeStarts } from './MergeStarts'
import { RenderedText } from './RenderedText'
import type { Merge } from './useMerge'

const VIEWS: { value: Comparison | 'rendered'; label: string }[] = [
  { value: 'rendered', label: 'Merged text, rendered' },
  { value: 'merged-remote', label: 'Merged text against ServiceNow' },
  { value: 'merged-local', label: 'Merged text against local' },
  { value: 'local', label: 'Base: what was changed locally' },
  { value: 'remote', label: 'Base: what was changed in ServiceNow' },
]
const HEIGHT = 'clamp(10rem, calc(100dvh - 30rem), 40rem)'

interface MergeEditorProps {
  check: ConflictCheck
  merge: Merge
  isKept: boolean
  /** While it is being saved: what is typed then would be lost. */
  isLocked: boolean
  onAsk: (question: Question) => void
}

/** A text made of both, typed on the left; on the right what it looks like, or what it differs from. */
export function MergeEditor({ check, merge, isKept, isLocked, onAsk }: MergeEditorProps) {
  const [view, setView] = useState<Comparison | 'rendered'>('rendered')
  const deferredText = useDeferredValue(merge.text)
  const startFrom = (from: MergeStart) => {
    if (merge.isTyped) onAsk({ type: 'replace', onYes: () => merge.startFrom(from) })
    else merge.startFrom(from)
  }
  return (
    <>
      {merge.isBehind && (
        <Notice tone="warning" title="ServiceNow’s text has changed since you began this merge">
          See “Merged text against ServiceNow” before you save.
        </Notice>
      )}
      {!isKept && (
        <Notice role="alert" tone="danger" title="This browser cannot keep your merged text over a reload">
          Save it before you leave this page.
        </Notice>
      )}
      <div className={styles.merge}>
        <div className={styles.pane}>
          <MergeStarts merge={merge} isLocked={isLocked} onChange={startFrom} />
          <Textarea
            label="Merged text (source)"
            value={merge.text}
            onChange={(event) => merge.type(event.currentTarget.value)}
            readOnly={isLocked}
            spellCheck
            classNames={{ input: styles.source }}
          />
        </div>
        <div className={styles.pane}>
          <NativeSelect
            label="Show"
            data={VIEWS}
            value={view}
            onChange={(event) => setView(event.currentTarget.value as typeof view)}
          />
          {view === 'rendered' ? (
            <RenderedText text={deferredText} />
          ) : (
            <StatementDiff key={view} {...comparisonOf(view, check, deferredText)} height={HEIGHT} />
          )}
        </div>
      </div>
    </>
  )
}
