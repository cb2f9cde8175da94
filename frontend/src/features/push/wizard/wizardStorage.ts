import { EMPTY_WIZARD, type Preview, type Wizard } from './wizard'

interface Stored {
  selection: string[]
  preview: (Omit<Preview, 'excluded'> & { excluded: string[] }) | null
}

/** Per tab and person: somebody else who signs in in this tab starts afresh. */
function storageKey(user: string): string {
  return `push.wizard.${user}`
}

export function saveWizard(user: string, { selection, preview }: Wizard): void {
  const stored: Stored = {
    selection: [...selection],
    preview: preview && { ...preview, excluded: [...preview.excluded] },
  }
  sessionStorage.setItem(storageKey(user), JSON.stringify(stored))
}

export function loadWizard(user: string): Wizard {
  const text = sessionStorage.getItem(storageKey(user))
  const stored = text === null ? null : parsed(text)
  if (!stored) return EMPTY_WIZARD
  const { selection, preview } = stored
  return {
    selection: new Set(selection),
    preview: preview && { ...preview, excluded: new Set(preview.excluded) },
  }
}

export function clearWizard(user: string): void {
  sessionStorage.removeItem(storageKey(user))
}

/** Null for what another version of the app, or nobody of ours, wrote. */
function parsed(text: string): Stored | null {
  try {
    const stored = JSON.parse(text) as Partial<Stored> | null
    const complete = Array.isArray(stored?.selection) && isPreview(stored.preview)
    return complete ? (stored as Stored) : null
  } catch {
    return null
  }
}

function isPreview(value: Partial<Stored>['preview']): boolean {
  if (value === null) return true
  if (typeof value !== 'object') return false
  const lists = [value.readyIds, value.excluded]
  const isWhole = typeof value.idempotencyKey === 'string' && typeof value.note === 'string'
  return lists.every(Array.isArray) && isWhole && typeof value.checked === 'object'
}
