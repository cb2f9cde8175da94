import { PUSH_LIMIT } from '../select/pushLimit'
import { selectionReducer, type Selection, type SelectionAction } from '../select/selection'
import type { Change } from '@/components/diff/changeOf'
import type { Verdict } from '@/features/conflicts/types'

/** The steps before a job exists; Push and Results live at the job's own address. */
export type WizardStep = 'select' | 'conflicts' | 'preview'

/** What the conflict check found out about one statement. */
export interface Checked {
  verdict: Verdict | null
  /** Of the text that was compared, and that alone is pushed. */
  revision: number | null
  change: Change
}

export interface Preview {
  readyIds: readonly string[]
  excluded: Selection
  /** By id. */
  checked: Readonly<Record<string, Checked>>
  /** One key for one set of statements, so that confirming twice starts one job. */
  idempotencyKey: string
}

export interface Wizard {
  selection: Selection
  /** What was selected before another page began a push of its own; selected again when that one is started. */
  putAside: Selection
  /** Why it is pushed; the job, its audit records and its receipt carry it. */
  note: string
  /** What the conflict check let through; null before it, and again when the selection changes. */
  preview: Preview | null
}

/** Actions that change what will be pushed bring a new idempotency key. */
export type WizardAction =
  | { type: 'select'; change: SelectionAction }
  | { type: 'selectOnly'; ids: readonly string[] }
  | { type: 'putBack' }
  | { type: 'started' }
  | { type: 'checked'; readyIds: readonly string[]; checked: Preview['checked']; key: string }
  | { type: 'exclude'; ids: readonly string[]; key: string }
  | { type: 'include'; id: string; key: string }
  | { type: 'note'; note: string; key: string }

export const EMPTY_WIZARD: Wizard = { selection: new Set(), putAside: new Set(), note: '', preview: null }

export function wizardReducer(wizard: Wizard, action: WizardAction): Wizard {
  switch (action.type) {
    case 'select': {
      const { change } = action
      const selection = selectionReducer(wizard.selection, change)
      // What is no longer modified is none of what was put aside either.
      const putAside = change.type === 'keep' ? selectionReducer(wizard.putAside, change) : wizard.putAside
      if (selection === wizard.selection)
        return putAside === wizard.putAside ? wizard : { ...wizard, putAside }
      return { ...wizard, selection, putAside, preview: null }
    }
    case 'selectOnly': {
      const before = new Set([...wizard.putAside, ...wizard.selection])
      const putAside = selectionReducer(before, { type: 'remove', ids: action.ids })
      return { ...wizard, selection: new Set(action.ids), putAside, preview: null }
    }
    case 'putBack': {
      const selection = new Set([...wizard.selection, ...wizard.putAside])
      return { ...wizard, selection, putAside: new Set(), preview: null }
    }
    case 'started':
      return { ...EMPTY_WIZARD, selection: wizard.putAside }
    case 'checked':
      return {
        ...wizard,
        selection: new Set(action.readyIds),
        preview: {
          readyIds: action.readyIds,
          excluded: new Set(),
          checked: action.checked,
          idempotencyKey: action.key,
        },
      }
    case 'exclude':
      return withExcluded(wizard, { type: 'add', ids: action.ids }, action.key)
    case 'include':
      return withExcluded(wizard, { type: 'remove', ids: [action.id] }, action.key)
    case 'note': {
      const { preview } = wizard
      return { ...wizard, note: action.note, preview: preview && { ...preview, idempotencyKey: action.key } }
    }
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

/** The texts that were compared: what was edited since is refused, not pushed. */
export function seenRevisions(preview: Preview): Record<string, number> {
  const revisions: Record<string, number> = {}
  for (const id of includedIds(preview)) {
    const revision = preview.checked[id]?.revision
    if (revision) revisions[id] = revision
  }
  return revisions
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
