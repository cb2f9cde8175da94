import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense, useCallback, useEffect, useState } from 'react'
import { lazyPart } from '@/components/lazyPart'
import { LoadingRows } from '@/components/LoadingRows'
import { useSession } from '@/lib/useSession'
import { useModifiedStatements } from '../api/getModifiedStatements'
import { usePruneSelection } from '../select/usePruneSelection'
import { useWizard } from './useWizard'
import type { ModifiedFilter } from '../select/filterModified'
import { reachableStep, type WizardStep } from './wizard'
import { PushSteps, type PushStep } from './PushSteps'
import { ModifiedList } from '../select/ModifiedList'
import { PutAsideNotice } from '../select/PutAsideNotice'

const loadCheckStep = () => import('./CheckStep')
const loadPreview = () => import('../preview/PushPreview')
const CheckStep = lazyPart(async () => (await loadCheckStep()).CheckStep)
const PushPreview = lazyPart(async () => (await loadPreview()).PushPreview)

const TITLES = { select: 'Select', conflicts: 'Conflicts', preview: 'Preview' } as const satisfies Record<
  WizardStep,
  PushStep
>

interface PushWorkflowProps {
  /** Where the texts will be written, such as "example.service-now.com"; null while it is not known. */
  target: string | null
}

/** The steps of a push up to its start. The address tells the step, the session storage the rest. */
export function PushWorkflow({ target }: PushWorkflowProps) {
  const { user } = useSession()
  const userName = user?.name ?? ''
  const { step: wanted, resolve, review } = useSearch({ from: '/push' })
  const filter = useSearch({ from: '/push', select: filterOf, structuralSharing: true })
  const navigate = useNavigate({ from: '/push' })
  const modified = useModifiedStatements()
  const [wizard, dispatch] = useWizard(userName)
  const step = resolve ? 'conflicts' : reachableStep(wanted ?? 'select', wizard)
  usePruneSelection(step === 'select', modified, wizard.selection, dispatch)

  useEffect(() => {
    // In braces: newer browsers answer with a promise, which is no clean-up.
    window.scrollTo(0, 0)
  }, [step])

  const [shown, setShown] = useState<WizardStep>(step)
  const isChosen = wizard.selection.size > 0
  useEffect(() => {
    // The next steps, with what compares texts, are not what the first page waits for.
    if (isChosen) void Promise.allSettled([loadCheckStep(), loadPreview()])
  }, [isChosen])

  const setFilter = useCallback(
    (change: ModifiedFilter) =>
      void navigate({ search: (search) => ({ ...search, ...change }), replace: true, resetScroll: false }),
    [navigate],
  )
  const goTo = (step: WizardStep, replace = false) =>
    navigate({ search: (search) => ({ ...search, step, resolve: undefined, review: undefined }), replace })
  // Back leads out of the review, not through all that it showed.
  const setReviewed = (id: string | undefined) =>
    navigate({
      search: (search) => ({ ...search, review: id }),
      replace: review !== undefined,
      resetScroll: false,
    })

  return (
    <>
      <PushSteps
        current={TITLES[step]}
        shown={TITLES[shown]}
        onBack={(done) => void goTo(stepCalled(done))}
      />
      <PutAsideNotice count={wizard.putAside.size} onPutBack={() => dispatch({ type: 'putBack' })} />
      {step === 'select' && (
        <ModifiedList
          modified={modified}
          selection={wizard.selection}
          filter={filter}
          onFilter={setFilter}
          onSelect={(change) => dispatch({ type: 'select', change })}
          onContinue={() => void goTo('conflicts')}
        />
      )}
      <Suspense fallback={<LoadingRows rows={8} label="Loading the step" />}>
        {step === 'conflicts' && (
          <CheckStep
            key={resolve}
            modified={modified}
            selection={wizard.selection}
            resolve={resolve}
            dispatch={dispatch}
            onLeave={(next) => void goTo(next, true)}
          />
        )}
        {step === 'preview' && wizard.preview && (
          <PushPreview
            user={userName}
            preview={wizard.preview}
            note={wizard.note}
            modified={modified}
            target={target}
            dispatch={dispatch}
            reviewedId={review}
            onReview={(id) => void setReviewed(id)}
            onBack={() => void goTo('select')}
            onCheckAgain={() => void goTo('conflicts')}
          />
        )}
        <StepShown step={step} onShown={setShown} />
      </Suspense>
    </>
  )
}

/** Stands beside the step, and is shown with it. */
function StepShown({ step, onShown }: { step: WizardStep; onShown: (step: WizardStep) => void }) {
  useEffect(() => onShown(step), [step, onShown])
  return null
}

function stepCalled(title: PushStep): WizardStep {
  return title === 'Conflicts' ? 'conflicts' : 'select'
}

function filterOf({ system, family, author, q }: ModifiedFilter): ModifiedFilter {
  return { system, family, author, q }
}
