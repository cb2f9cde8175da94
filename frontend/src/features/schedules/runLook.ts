import { RUN_STATUS, type StatusLook } from '@/components/statuses'
import { words } from '@/lib/words.gen'
import type { Run } from './types'

export type Kind = 'pushed' | 'held' | 'failed' | 'nothing'

export const KINDS: Record<Kind, StatusLook> = {
  pushed: { tone: 'success', label: 'Pushed' },
  held: { tone: 'warning', label: 'Held' },
  failed: { tone: 'danger', label: 'Failed or refused' },
  nothing: { tone: 'neutral', label: 'Nothing to push' },
}

/** What matters most of a run: a failure, then what was held, then that something was pushed. */
export function kindOf(run: Run): Kind {
  const hasFailed = run.job !== null && (run.job.failed > 0 || run.job.status === 'failed')
  if (hasFailed || run.status === 'refused') return 'failed'
  if (run.held_count > 0 || run.status === 'held') return 'held'
  return run.status === 'pushed' ? 'pushed' : 'nothing'
}

/** "12 pushed, 1 failed, 3 held", or what it did instead. */
export function runInWords(run: Run): string {
  const counts = run.job
    ? [
        [run.job.succeeded, 'pushed'],
        [run.job.failed, 'failed'],
        [run.job.skipped, 'skipped'],
      ]
    : []
  const parts = [...counts, [run.held_count, 'held']]
    .filter(([count]) => Number(count) > 0)
    .map(([count, word]) => `${Number(count).toLocaleString('en')} ${String(word)}`)
  return parts.join(', ') || RUN_STATUS[run.status].label
}

/** What was held, by reason: "2 conflict: AC-2, AC-3". */
export function heldInWords(run: Run): { reason: string; controls: string; meaning: string }[] {
  return Object.entries(words.HoldReason)
    .map(([reason, { label, meaning }]) => {
      const controls = run.held.filter((held) => held.reason === reason).map((held) => held.control_id)
      return { reason: label, controls: controls.join(', '), meaning }
    })
    .filter(({ controls }) => controls !== '')
}
