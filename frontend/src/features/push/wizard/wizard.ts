import { PUSH_LIMIT } from '../select/pushLimit'
import { selectionReducer, type Selection, type SelectionAction } from '../select/selection'
import type { Verdict } from '@/features/conflicts/types'

/** The steps before a job exists; Push and Results live at the job's own address. */
export type WizardStep = 'select' | 'conflicts' | 'preview'

export interface Preview {
  readyIds: readonly string[]
  excluded: Selection
  verdicts: Readonly<Record<string, Verdict>>
  /** One key for one set of statements, so that confirming twice starts one job. */
  idempotencyKey: string
}

export interface Wizard {
  selection: Selection
  /** What the conflict check let through; null before it, and again when the selection changes. */
  preview: Preview | null
}

/** Actions that change what will be pushed bring a new idempotency key. */
export type WizardAction =
  | { type: 'select'; change: SelectionAction }
  | { type: 'checked'; readyIds: readonly string[]; verdicts: Preview['verdicts']; key: string }
  | { type: 'exclude'; ids: readonly string[]; key: string }
  | { type: 'include'; id: string; key: string }
  | { type: 'reset' }

export const EMPTY_WIZARD: Wizard = { selection: new Set(), preview: null }

export function wizardReducer(wizard: Wizard, action: WizardAction): Wizard {
  switch (action.type) {
    case 'select': {
      const selection = selectionReducer(wizard.selection, action.change)
      return selection === wizard.selection ? wizard : { selection, preview: null }
    }
    case 'checked':
      return {
        selection: new Set(action.readyIds),
        preview: {
          readyIds: action.readyIds,
          excluded: new Set(),
          verdicts: action.verdicts,
          idempotencyKey: action.key,
        },
      }
    case 'exclude':
      return withExcluded(wizard, { type: 'add', ids: action.ids }, action.key)
    case 'include':
      return withExcluded(wizard, { type: 'remove', ids: [action.id] }, action.key)
    case 'reset':
      return EMPTY_WIZARD
  }
}

function withExcluded(wizard: Wizard, change: SelectionAction, idempotencyKey: string): Wizard {
  if (!wizard.preview) return wizard
  const excluded = selectionReducer(wizard.preview.excluded, change)
  return { ...wizard, preview: { ...wizard.preview, excluded, idempotencyKey } }
}

/** What the confirmed push will carry, always in the same order: the idempotency key covers it. */
export function includedIds({ readyIds, excluded }: Preview): string[] {
  return readyIds.filter((id) => !excluded.has(id))
}

export function canContinue(selection: Selection): boolean {
  return selection.size > 0 && selection.size <= PUSH_LIMIT
}

/** The step to show: the one that the address asks for, or the last one before it that can be shown. */
export function reachableStep(wanted: WizardStep, { selection, preview }: Wizard): WizardStep {
  if (wanted === 'preview' && preview) return 'preview'
  if (wanted !== 'select' && canContinue(selection)) return 'conflicts'
  return 'select'
}
