import { EMPTY_WIZARD, wizardReducer, type Preview, type Wizard, type WizardAction } from './wizard'

interface Stored {
  selection: string[]
  putAside: string[]
  note: string
  preview: (Omit<Preview, 'excluded'> & { excluded: string[] }) | null
}

/** Per tab and person: somebody else who signs in in this tab starts afresh. */
function storageKey(user: string): string {
  return `push.wizard.${user}`
}

export function saveWizard(user: string, { selection, putAside, note, preview }: Wizard): void {
  const stored: Stored = {
    selection: [...selection],
    putAside: [...putAside],
    note,
    preview: preview && { ...preview, excluded: [...preview.excluded] },
  }
  sessionStorage.setItem(storageKey(user), JSON.stringify(stored))
}

export function loadWizard(user: string): Wizard {
  const text = sessionStorage.getItem(storageKey(user))
  const stored = text === null ? null : parsed(text)
  if (!stored) return EMPTY_WIZARD
  const { selection, putAside, note, preview } = stored
  return {
    selection: new Set(selection),
    putAside: new Set(putAside),
    note,
    preview: preview && { ...preview, excluded: new Set(preview.excluded) },
  }
}

/** Changes it from outside the wizard's pages. */
export function changeWizard(user: string, action: WizardAction): void {
  saveWizard(user, wizardReducer(loadWizard(user), action))
}

/** Null for what another version of the app, or nobody of ours, wrote. */
function parsed(text: string): Stored | null {
  try {
    const stored = JSON.parse(text) as Partial<Stored> | null
    const lists = [stored?.selection, stored?.putAside]
    const isWhole =
      lists.every(Array.isArray) && typeof stored?.note === 'string' && isPreview(stored.preview)
    return isWhole ? (stored as Stored) : null
  } catch {
    return null
  }
}

function isPreview(value: Partial<Stored>['preview']): boolean {
  if (value === null) return true
  if (typeof value !== 'object') return false
  const lists = [value.readyIds, value.excluded]
  const { idempotencyKey, checked } = value
  return lists.every(Array.isArray) && typeof idempotencyKey === 'string' && typeof checked === 'object'
}
