import { VisuallyHidden } from '@mantine/core'
import { useEffect, useRef } from 'react'
import styles from './PushSteps.module.css'

const STEPS = ['Select', 'Conflicts', 'Preview', 'Push', 'Results'] as const

export type PushStep = (typeof STEPS)[number]

interface PushStepsProps {
  current: PushStep
  /** The step whose content is there: that of `current` may be on its way. Left out: it is. */
  shown?: PushStep
  /** Leads back to a step that is done. Left out once the push is started: it cannot be gone back on. */
  onBack?: (step: PushStep) => void
}

/** Where in the push one is. */
export function PushSteps({ current, shown = current, onBack }: PushStepsProps) {
  const position = STEPS.indexOf(current)
  const heading = useFocusAtNewStep(shown)
  return (
    <nav aria-label="Steps of the push">
      <VisuallyHidden component="h2" ref={heading} tabIndex={-1}>
        Step {position + 1} of {STEPS.length}: {current}
      </VisuallyHidden>
      <ol className={styles.steps}>
        {STEPS.map((step, index) => (
          <li
            key={step}
            className={styles.step}
            data-state={stateOf(index, position)}
            aria-current={index === position ? 'step' : undefined}
          >
            <span className={styles.number} aria-hidden>
              {index < position ? '✓' : index + 1}
            </span>
            {onBack && index < position ? (
              <button type="button" className={styles.back} onClick={() => onBack(step)}>
                {step}
              </button>
            ) : (
              <span className={styles.name}>{step}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The button that led on is gone with its step: the focus goes to the heading of the new one. */
function useFocusAtNewStep(step: PushStep) {
  const heading = useRef<HTMLHeadingElement>(null)
  const lastStep = useRef(step)
  useEffect(() => {
    if (step === lastStep.current) return
    lastStep.current = step
    const { activeElement } = document
    if (activeElement === null || activeElement === document.body)
      heading.current?.focus({ preventScroll: true })
  }, [step])
  return heading
}

function stateOf(index: number, position: number): 'done' | 'current' | 'ahead' {
  if (index === position) return 'current'
  return index < position ? 'done' : 'ahead'
}
