import { Button } from '@mantine/core'
import { useMemo, useState, type Dispatch } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { StepBar, WAY_ON } from '@/components/StepBar'
import { countedStatements } from '@/lib/counted'
import type { ModifiedStatements } from '../api/getModifiedStatements'
import { useStartPush } from '../api/startPush'
import { ReviewDialog } from '../review/ReviewDialog'
import { useReviewMarks } from '../review/useReviewMarks'
import { includedIds, type Preview, type WizardAction } from '../wizard/wizard'
import { PreviewList } from './PreviewList'
import { noLongerReady, previewed, whatIsWritten, type PreviewFilter } from './previewRows'
import { PreviewSummary } from './PreviewSummary'
import { PreviewTools } from './PreviewTools'
import { PushNote } from './PushNote'
import { PushRefused } from './PushRefused'

interface PushPreviewProps {
  user: string
  preview: Preview
  note: string
  modified: ModifiedStatements
  target: string | null
  /** The statement that the review shows. */
  reviewedId: string | undefined
  dispatch: Dispatch<WizardAction>
  onReview: (id: string | undefined) => void
  onBack: () => void
  onCheckAgain: () => void
}

/** What will be written, before it is. */
export function PushPreview(props: PushPreviewProps) {
  const { user, preview, note, modified, target, reviewedId, onReview, onBack, onCheckAgain } = props
  const start = useStartPush(user)
  const { statements } = modified
  const { marks, setReviewed } = useReviewMarks(user)
  const [filter, setFilter] = useState<PreviewFilter>('all')
  const included = useMemo(() => includedIds(preview), [preview])
  const shown = useMemo(() => previewed(statements, preview, marks), [statements, preview, marks])
  const written = useMemo(() => whatIsWritten(statements, preview), [statements, preview])
  const gone = modified.isComplete ? noLongerReady(statements, included) : []
  const change = (action: WizardAction) => {
    start.reset()
    props.dispatch(action)
  }
  const exclude = (ids: readonly string[]) => change({ type: 'exclude', ids, key: crypto.randomUUID() })
  const include = (id: string) => change({ type: 'include', id, key: crypto.randomUUID() })
  const explain = (text: string) => change({ type: 'note', note: text, key: crypto.randomUUID() })
  const confirm = () => start.mutate({ preview, note })

  if (modified.isLoading) return <LoadingRows rows={8} label="Loading the preview" />
  return (
    <>
      <PreviewSummary written={written} target={target ?? 'ServiceNow'} />
      <PreviewTools
        counts={{
          all: shown.all.length,
          warnings: shown.warnings.length,
          unreviewed: shown.unreviewed.length,
        }}
        filter={filter}
        onFilter={setFilter}
        onReview={() => onReview((shown.unreviewed[0] ?? shown.all[0])?.id)}
      />
      {included.length === 0 && (
        <EmptyState title="Nothing is left to push">Take a statement in again, or go back.</EmptyState>
      )}
      <PreviewList
        statements={shown[filter]}
        filter={filter}
        preview={preview}
        marks={marks}
        onExclude={(id) => exclude([id])}
        onInclude={include}
        onCheckAgain={onCheckAgain}
      />
      <PushNote note={note} onChange={explain} />
      <PushRefused
        error={start.error}
        included={included}
        gone={start.isPending ? [] : gone}
        onExclude={exclude}
        onCheckAgain={onCheckAgain}
        onRetry={confirm}
      />
      <StepBar note={preview.excluded.size > 0 && `${countedStatements(preview.excluded.size)} left out`}>
        <Button variant="default" onClick={onBack} disabled={start.isPending}>
          Back
        </Button>
        <Button
          {...WAY_ON}
          onClick={confirm}
          loading={start.isPending}
          disabled={included.length === 0 || gone.length > 0}
        >
          Confirm Push
        </Button>
      </StepBar>
      {reviewedId !== undefined && (
        <ReviewDialog
          statements={shown.all}
          id={reviewedId}
          preview={preview}
          marks={marks}
          onReviewed={setReviewed}
          onExclude={(id, isExcluded) => (isExcluded ? exclude([id]) : include(id))}
          onShow={onReview}
          onCheckAgain={onCheckAgain}
        />
      )}
    </>
  )
}
