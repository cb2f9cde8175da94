import { sourceLines } from '@/components/diff/sourceLines'
import { useState } from 'react'
import type { ConflictCheck } from '../types'
import type { MergeStart } from './mergeDrafts'
import type { MergeDrafts } from './useMergeDrafts'

/** The merged text of one conflict: what was typed, or the text that it starts from. */
export function useMerge(check: ConflictCheck, { drafts, save, drop }: MergeDrafts) {
  const id = check.statement_id
  const draft = drafts.get(id)
  const [chosen, setFrom] = useState<MergeStart>('local')
  const from = draft?.from ?? chosen
  const start = startText(check, from)
  const now = JSON.stringify(check.remote_version)

  return {
    from,
    text: draft?.text ?? start,
    isTyped: draft !== undefined,
    /** ServiceNow moved since the merge was begun. */
    isBehind: draft !== undefined && draft.seen !== now,
    type: (text: string) => {
      if (text === start) drop(id)
      else save(id, { text, from, seen: draft?.seen ?? now })
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
function startText({ local_content, remote_content }: ConflictCheck, from: MergeStart): string {
  return sourceLines((from === 'local' ? local_content : remote_content) ?? '')
}
