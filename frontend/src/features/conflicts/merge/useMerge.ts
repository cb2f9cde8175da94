import { useMemo, useState } from 'react'
import type { ConflictCheck } from '../types'
import { useTextFormat, type TextFormat } from '@/lib/texts/format'
import { sourceLines } from '@/lib/texts/sourceLines'
import { combineTexts } from './combineTexts'
import type { MergeStart } from './mergeDrafts'
import type { MergeDrafts } from './useMergeDrafts'

/** The merged text of one conflict: what was typed, or the text that it starts from. */
export function useMerge(check: ConflictCheck, { drafts, save, drop }: MergeDrafts) {
  const id = check.statement_id
  const draft = drafts.get(id)
  const format = useTextFormat() ?? 'html'
  const starts = useMemo(() => startsOf(check, format), [check, format])
  const [chosen, setFrom] = useState<MergeStart>('both')
  const from = draft?.from ?? (chosen === 'both' && starts.both === null ? 'local' : chosen)
  const start = starts[from] ?? ''
  const now = JSON.stringify(check.remote_version)

  return {
    from,
    /** Both sides changed the same place, and a person has to see how they go together. */
    canCombine: starts.both !== null,
    text: draft?.text ?? start,
    isTyped: draft !== undefined,
    /** ServiceNow moved since the merge was begun. */
    isBehind: draft !== undefined && draft.remoteVersion !== now,
    type: (text: string) => {
      if (text === start) drop(id)
      else save(id, { text, from, remoteVersion: draft?.remoteVersion ?? now })
    },
    startFrom: (next: MergeStart) => {
      drop(id)
      setFrom(next)
    },
    discard: () => drop(id),
  }
}

export type Merge = ReturnType<typeof useMerge>

/** With each block on a line of its own, to be read and edited as source. */
function startsOf({ base_content, local_content, remote_content }: ConflictCheck, format: TextFormat) {
  const [base, local, remote] = [base_content ?? '', local_content ?? '', remote_content ?? '']
  const starts: Record<MergeStart, string | null> = {
    local: sourceLines(local, format),
    remote: sourceLines(remote, format),
    both: combineTexts(base, local, remote, format),
  }
  return starts
}
