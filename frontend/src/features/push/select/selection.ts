/** Which statements are chosen. A Set, so that each question and change costs the same for one row as for thousands. */
export type Selection = ReadonlySet<string>

export type SelectionAction =
  | { type: 'toggle'; id: string }
  | { type: 'add'; ids: readonly string[] }
  | { type: 'remove'; ids: readonly string[] }
  | { type: 'keep'; ids: ReadonlySet<string> }
  | { type: 'clear' }

export function selectionReducer(selection: Selection, action: SelectionAction): Selection {
  switch (action.type) {
    case 'toggle':
      return toggled(selection, action.id)
    case 'add':
      return new Set([...selection, ...action.ids])
    case 'remove': {
      const rest = new Set(selection)
      for (const id of action.ids) rest.delete(id)
      return rest
    }
    case 'keep': {
      const kept = [...selection].filter((id) => action.ids.has(id))
      return kept.length === selection.size ? selection : new Set(kept)
    }
    case 'clear':
      return new Set()
  }
}

function toggled(selection: Selection, id: string): Selection {
  const next = new Set(selection)
  if (!next.delete(id)) next.add(id)
  return next
}

/** The ids from one row to another, whichever stands first; empty when one of them is not in the list. */
export function rangeOf(ids: readonly string[], from: string, to: string): string[] {
  const [start, end] = [ids.indexOf(from), ids.indexOf(to)].sort((a, b) => a - b)
  if (start === undefined || end === undefined || start < 0) return []
  return ids.slice(start, end + 1)
}
