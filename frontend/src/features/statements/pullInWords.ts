import type { Tone } from '@/components/tones'
import type { Pull } from './api/getPull'

/** What a pull that is over has found, and what to do about what went wrong. */
export function pullInWords(pull: Pull): string {
  const parts = [counted(pull), gone(pull), failures(pull)]
  if (pull.status === 'failed') {
    parts.unshift(pull.error ?? 'It stopped before the end.')
    parts.push('What was read is kept. Pull again to read the rest.')
  }
  return parts.filter(Boolean).join(' ')
}

export function pullTone({ status, failed, conflicts, missing, moved, problems }: Pull): Tone {
  if (status === 'failed') return 'danger'
  return failed + conflicts + missing + moved + problems.length > 0 ? 'warning' : 'success'
}

function counted({ pulled, created, updated, unchanged, conflicts }: Pull): string {
  if (pulled === 0) return 'No statement was read.'
  const kinds = [
    created > 0 && `${created} new`,
    updated > 0 && `${updated} updated`,
    unchanged > 0 && `${unchanged} unchanged`,
    conflicts > 0 && `${conflicts} changed both here and in ServiceNow`,
  ]
  return `${plural(pulled, 'statement')}: ${kinds.filter(Boolean).join(', ')}.`
}

function gone({ missing, moved }: Pull): string {
  const parts = [
    missing > 0 && `${missing.toLocaleString('en')} missing in ServiceNow`,
    moved > 0 && `${moved.toLocaleString('en')} moved to another system`,
  ].filter(Boolean)
  return parts.length === 0 ? '' : `${parts.join(', ')}.`
}

function failures({ failed }: Pull): string {
  if (failed === 0) return ''
  return `${plural(failed, 'record')} could not be taken over.`
}

export function plural(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}
