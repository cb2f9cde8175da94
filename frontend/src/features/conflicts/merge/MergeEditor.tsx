import { Button, Group, NativeSelect, Text } from '@mantine/core'
import { useDeferredValue, useState } from 'react'
import { StatementDiff } from '@/components/diff/StatementDiff'
import { Notice } from '@/components/Notice'
import { TextEditor } from '@/features/statements/editor/TextEditor'
import type { ConflictCheck } from '../types'
import { comparisonOf, type Comparison } from '../comparisons'
import styles from './MergeEditor.module.css'
import type { Question } from './DraftQuestion'
import { isUndecided, MergePlaces } from './MergePlaces'
import type { Choices, Side } from './places'
import { everywhere, type Merge } from './useMerge'

const VIEWS: { value: Comparison | 'places'; label: string }[] = [
  { value: 'places', label: 'Change by change, against the base' },
  { value: 'merged-remote', label: 'Merged text against ServiceNow' },
  { value: 'merged-local', label: 'Merged text against local' },
  { value: 'local', label: 'Base: what was changed locally' },
  { value: 'remote', label: 'Base: what was changed in ServiceNow' },
]
const HEIGHT = 'clamp(10rem, calc(100dvh - 30rem), 40rem)'

const SIDES: { side: Side; label: string }[] = [
  { side: 'local', label: 'Take all local' },
  { side: 'remote', label: 'Take all of ServiceNow' },
]

interface MergeEditorProps {
  check: ConflictCheck
  merge: Merge
  isKept: boolean
  /** While it is being saved: what is typed then would be lost. */
  isLocked: boolean
  onAsk: (question: Question) => void
}

/** A text made of both: on one side change by change, on the other as it reads, to be typed in. */
export function MergeEditor({ check, merge, isKept, isLocked, onAsk }: MergeEditorProps) {
  const [view, setView] = useState<Comparison | 'places'>('places')
  const deferredText = useDeferredValue(merge.text)
  const undecided = merge.places.filter((place, index) => isUndecided(place, merge.choices[index])).length
  const orAsk = (isTaken: boolean, choices: Choices) => {
    if (!isTaken) onAsk({ type: 'replace', onYes: () => merge.startFrom(choices) })
  }
  const choose = (place: number, side: Side) =>
    orAsk(merge.choose(place, side), { ...merge.choices, [place]: side })
  const takeAll = (side: Side) => orAsk(merge.takeAll(side), everywhere(merge.places.length, side))
  return (
    <>
      {merge.isBehind && (
        <Notice
          tone="warning"
          title="ServiceNow’s text has changed since you began this merge"
          action={
            <Button variant="default" size="compact-md" onClick={() => orAsk(merge.startAgain(), {})}>
              Choose on the new text
            </Button>
          }
        >
          Your choices were on the text before; what you typed stays. See “Merged text against ServiceNow”
          before you save.
        </Notice>
      )}
      {!isKept && (
        <Notice role="alert" tone="danger" title="This browser cannot keep your merged text over a reload">
          Save it before you leave this page.
        </Notice>
      )}
      <div className={styles.merge}>
        <div className={styles.pane}>
          <NativeSelect
            label="Show"
            data={VIEWS}
            value={view}
            onChange={(event) => setView(event.currentTarget.value as typeof view)}
          />
          {view === 'places' ? (
            <>
              <Group gap="xs">
                {SIDES.map(({ side, label }) => (
                  <Button
                    key={side}
                    size="compact-sm"
                    variant="default"
                    disabled={isLocked || merge.isBehind}
                    onClick={() => takeAll(side)}
                  >
                    {label}
                  </Button>
                ))}
              </Group>
              <MergePlaces merge={merge} check={check} isLocked={isLocked} onChoose={choose} />
            </>
          ) : (
            <StatementDiff key={view} {...comparisonOf(view, check, deferredText)} height={HEIGHT} />
          )}
        </div>
        <div className={styles.pane}>
          <Text size="sm" fw={500}>
            Merged text
          </Text>
          <div className={styles.editor}>
            <TextEditor label="Merged text" value={merge.text} onChange={merge.type} editable={!isLocked} />
          </div>
          <Text size="sm" c="dimmed" role="status">
            {undecided > 0 &&
              `${undecided === 1 ? '1 change' : `${undecided} changes`} of both sides at one place: the local text stands there until you choose.`}
          </Text>
        </div>
      </div>
    </>
  )
}
