import { useEffect, useState } from 'react'
import type { ConflictCheck } from '../types'
import { CONTINUE_ID, resolveButtonId } from '../elementIds'
import { neighbourOf, type Sorted } from '../conflictWork'
import type { Choice, ResolveConflict } from '../useResolveConflict'
import type { MergeDrafts } from '../merge/useMergeDrafts'

const DONE: Record<Choice['resolution'], string> = {
  keep_local: 'the local text is kept.',
  keep_remote: 'ServiceNow’s text is kept.',
  merged: 'the merged text is saved.',
}

/** Which conflict the dialog shows; it goes on to the next one by itself. */
export function useDialogQueue(sorted: Sorted, drafts: MergeDrafts, decideOn: ResolveConflict) {
  const [openId, setOpenId] = useState<string | null>(null)
  /** The element that gets the focus when the dialog is gone. */
  const [focusId, setFocusId] = useState<string | null>(null)
  const [announcement, setAnnouncement] = useState('')
  const check = sorted.queue.find(({ statement_id }) => statement_id === openId) ?? null

  useEffect(() => {
    if (focusId === null) return
    document.getElementById(focusId)?.focus()
    setFocusId(null)
  }, [focusId])

  const show = (id: string | null, focusAfter: string) => {
    setOpenId(id)
    if (id === null) setFocusId(focusAfter)
  }
  const decide = async (decided: ConflictCheck, choice: Choice) => {
    const result = await decideOn(decided, choice)
    if (result.type === 'refused') return
    const { statement_id, control_id } = decided
    if (result.type === 'decided') drafts.drop(statement_id)
    setAnnouncement(`${control_id}: ${wordsFor(result.type, choice)}`)
    show(neighbourOf(sorted, statement_id, 1), CONTINUE_ID)
  }
  const move = (step: 1 | -1) => {
    setAnnouncement('')
    if (openId !== null) setOpenId(neighbourOf(sorted, openId, step) ?? openId)
  }
  const open = (id: string) => {
    setAnnouncement('')
    setOpenId(id)
  }
  const close = () => {
    setAnnouncement('')
    if (openId !== null) show(null, resolveButtonId(openId))
  }
  return { check, announcement, open, close, move, decide }
}

function wordsFor(type: 'decided' | 'resolved_meanwhile', { resolution }: Choice): string {
  return type === 'resolved_meanwhile'
    ? 'somebody resolved it meanwhile; nothing was changed.'
    : DONE[resolution]
}
