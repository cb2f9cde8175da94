import { useCallback, useState } from 'react'
import { dropDraft, loadDraft, saveDraft, type MergeDraft } from './mergeDrafts'

/** The unfinished merges of these statements. */
export function useMergeDrafts(user: string, statementIds: readonly string[]) {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, MergeDraft>>(() => load(user, statementIds))
  const [isKept, setIsKept] = useState(true)

  const save = useCallback(
    (id: string, draft: MergeDraft) => {
      setIsKept(saveDraft(user, id, draft))
      setDrafts((before) => new Map(before).set(id, draft))
    },
    [user],
  )
  const drop = useCallback(
    (id: string) => {
      dropDraft(user, id)
      setDrafts((before) => new Map([...before].filter(([other]) => other !== id)))
    },
    [user],
  )
  /** `isKept` is false when the browser cannot keep them over a reload. */
  return { drafts, isKept, save, drop }
}

export type MergeDrafts = ReturnType<typeof useMergeDrafts>

function load(user: string, statementIds: readonly string[]): Map<string, MergeDraft> {
  const drafts = new Map<string, MergeDraft>()
  for (const id of statementIds) {
    const draft = loadDraft(user, id)
    if (draft) drafts.set(id, draft)
  }
  return drafts
}
