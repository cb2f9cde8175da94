import type { Job } from '../types'

export function isActive({ status }: Pick<Job, 'status'>): boolean {
  return status === 'pending' || status === 'running'
}

/** The summary that every place uses: "12 succeeded, 1 failed, 0 skipped". */
export function countsOf({ succeeded, failed, skipped }: Job): string {
  return `${succeeded} succeeded, ${failed} failed, ${skipped} skipped`
}

/** What a cancelled push did and did not do: "12 written, 38 untouched". */
export function cancelAccount({ succeeded, failed, skipped, total, completed }: Job): string {
  const unknown = total - completed
  return [
    `${succeeded.toLocaleString('en')} written`,
    failed > 0 && `${failed.toLocaleString('en')} failed`,
    `${skipped.toLocaleString('en')} untouched`,
    unknown > 0 && `${unknown.toLocaleString('en')} not known yet`,
  ]
    .filter(Boolean)
    .join(', ')
}
