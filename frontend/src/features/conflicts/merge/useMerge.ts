import { useMemo } from 'react'
import { useTextFormat, type TextFormat } from '@/lib/texts/format'
import type { ConflictCheck } from '../types'
import type { MergeDraft } from './mergeDrafts'
import { mergedText, piecesOf, placesIn, typedOn, type Choices, type Side } from './places'
import type { MergeDrafts } from './useMergeDrafts'

/** The merged text of one conflict: what was chosen at each place, and what was typed. */
export function useMerge(check: ConflictCheck, { drafts, save, drop }: MergeDrafts) {
  const id = check.statement_id
  const draft = drafts.get(id)
  const format = useTextFormat() ?? 'html'
  const pieces = useMemo(() => piecesOfCheck(check, format), [check, format])
  const places = useMemo(() => placesIn(pieces), [pieces])
  const now = JSON.stringify(check.remote_version)
  const isBehind = draft !== undefined && draft.remoteVersion !== now
  const choices = draft && !isBehind ? draft.choices : NOTHING_CHOSEN
  const first = useMemo(() => mergedText(pieces, NOTHING_CHOSEN), [pieces])
  const text = draft?.text ?? first

  const keep = (next: Omit<MergeDraft, 'remoteVersion'>) => {
    const isFirst = next.text === first && Object.keys(next.choices).length === 0
    if (isFirst) drop(id)
    else save(id, { ...next, remoteVersion: draft?.remoteVersion ?? now })
  }
  /** False: what was typed cannot be kept with these choices. */
  const take = (next: Choices): boolean => {
    const start = mergedText(pieces, next)
    const moved = wasTyped(draft) ? typedOn(draft.start, draft.text, start, format) : start
    if (moved === null) return false
    save(id, { text: moved, start, choices: next, remoteVersion: now })
    return true
  }

  return {
    text,
    places,
    choices,
    isTyped: draft !== undefined,
    /** ServiceNow moved since the merge was begun. */
    isBehind,
    type: (typed: string) => keep({ text: typed, start: draft?.start ?? first, choices }),
    choose: (place: number, side: Side) => take({ ...choices, [place]: side }),
    /** Gives up what was typed. */
    startFrom: (next: Choices) =>
      save(id, {
        text: mergedText(pieces, next),
        start: mergedText(pieces, next),
        choices: next,
        remoteVersion: now,
      }),
    /** On ServiceNow's text as it is now, with nothing chosen yet. */
    startAgain: () => take(NOTHING_CHOSEN),
    takeAll: (side: Side) => take(everywhere(places.length, side)),
    discard: () => drop(id),
  }
}

export type Merge = ReturnType<typeof useMerge>

const NOTHING_CHOSEN: Choices = {}

export function everywhere(count: number, side: Side): Choices {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [index, side]))
}

function wasTyped(draft: MergeDraft | undefined): draft is MergeDraft {
  return draft !== undefined && draft.text !== draft.start
}

function piecesOfCheck({ base_content, local_content, remote_content }: ConflictCheck, format: TextFormat) {
  return piecesOf(base_content ?? '', local_content ?? '', remote_content ?? '', format)
}
