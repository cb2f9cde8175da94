import { Button, Text } from '@mantine/core'
import { useMemo, type Dispatch } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { Notice } from '@/components/Notice'
import type { ModifiedStatements } from '../api/getModifiedStatements'
import { useStartPush } from '../api/startPush'
import { countedStatements } from '@/lib/counted'
import { noLongerReady, previewRows, whatIsWritten, type PreviewRow } from './previewRows'
import { includedIds, type Preview, type WizardAction } from '../wizard/wizard'
import { PreviewItem } from './PreviewItem'
import styles from './PushPreview.module.css'
import { PushRefused } from './PushRefused'
import { StepBar, WAY_ON } from '@/components/StepBar'
import { VirtualRows } from '@/components/VirtualRows'

interface PushPreviewProps {
  user: string
  preview: Preview
  modified: ModifiedStatements
  target: string | null
  dispatch: Dispatch<WizardAction>
  onBack: () => void
  onCheckAgain: () => void
}

/** What will be written, before it is. */
export function PushPreview(props: PushPreviewProps) {
  const { user, preview, modified, target, dispatch, onBack, onCheckAgain } = props
  const start = useStartPush(user)
  const { statements } = modified
  const included = useMemo(() => includedIds(preview), [preview])
  const rows = useMemo(() => previewRows(statements, preview), [statements, preview])
  const { toWrite, alreadyThere, systems } = useMemo(
    () => whatIsWritten(statements, preview),
    [statements, preview],
  )
  const gone = modified.isComplete ? noLongerReady(statements, included) : []
  const exclude = (ids: readonly string[]) => {
    start.reset()
    dispatch({ type: 'exclude', ids, key: crypto.randomUUID() })
  }
  const include = (id: string) => {
    start.reset()
    dispatch({ type: 'include', id, key: crypto.randomUUID() })
  }

  if (modified.isLoading) return <LoadingRows rows={8} label="Loading the preview" />
  return (
    <>
      <Notice tone="warning" title={titleOf(toWrite, systems, target ?? 'ServiceNow')}>
        <Text size="sm">
          Your text replaces the implementation statement of each record there. Each record is read once more
          just before it is written: where somebody changed the text since, nothing is written and the result
          is a conflict.
        </Text>
        {alreadyThere > 0 && (
          <Text size="sm">
            ServiceNow has the text of {countedStatements(alreadyThere)} already: nothing is written for{' '}
            {alreadyThere === 1 ? 'it' : 'them'}, and {alreadyThere === 1 ? 'it is' : 'they are'} not modified
            any more afterwards.
          </Text>
        )}
      </Notice>
      {included.length === 0 && (
        <EmptyState title="Nothing is left to push">Take a statement in again, or go back.</EmptyState>
      )}
      <div className={styles.rows}>
        <VirtualRows label="What will be pushed" rows={rows} keyOf={({ key }) => key} estimatedHeight={46}>
          {(row) =>
            row.type === 'system' ? (
              <SystemRow row={row} />
            ) : (
              <PreviewItem
                statement={row.statement}
                verdict={preview.verdicts[row.key]}
                isExcluded={row.isExcluded}
                onExclude={() => exclude([row.key])}
                onInclude={() => include(row.key)}
                onCheckAgain={onCheckAgain}
              />
            )
          }
        </VirtualRows>
      </div>
      <PushRefused
        error={start.error}
        included={included}
        gone={start.isPending ? [] : gone}
        onExclude={exclude}
        onCheckAgain={onCheckAgain}
        onRetry={() => start.mutate(preview)}
      />
      <StepBar note={preview.excluded.size > 0 && `${countedStatements(preview.excluded.size)} left out`}>
        <Button variant="default" onClick={onBack} disabled={start.isPending}>
          Back
        </Button>
        <Button
          {...WAY_ON}
          onClick={() => start.mutate(preview)}
          loading={start.isPending}
          disabled={included.length === 0 || gone.length > 0}
        >
          Confirm Push
        </Button>
      </StepBar>
    </>
  )
}

function titleOf(toWrite: number, systems: number, target: string): string {
  if (toWrite === 0) return `Nothing will be written to ${target}`
  return `${countedStatements(toWrite)} in ${systems} ${systems === 1 ? 'system' : 'systems'} will be written to ${target}`
}

function SystemRow({ row }: { row: Extract<PreviewRow, { type: 'system' }> }) {
  return (
    <h2 className={styles.system}>
      {row.name}{' '}
      <Text span c="dimmed">
        ({row.count.toLocaleString('en')})
      </Text>
    </h2>
  )
}
