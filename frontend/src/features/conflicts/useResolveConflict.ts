import { asProblem, type ApiProblem } from '@/lib/problem'
import type { Schemas } from '@/lib/api'
import { useTextFormat, type TextFormat } from '@/lib/texts/format'
import { sameText } from '@/lib/texts/sameText'
import { useCallback, type Dispatch } from 'react'
import { resolveConflict, type Resolution } from './api/resolveConflict'
import type { ConflictCheck } from './types'
import { checkBatch } from './check/checkBatch'
import type { WorkAction } from './conflictWork'

export interface Choice {
  resolution: Resolution
  merged?: string
}

export type DecisionResult =
  { type: 'decided' | 'resolved_meanwhile' } | { type: 'refused'; problem: ApiProblem }
export type ResolveConflict = (check: ConflictCheck, choice: Choice) => Promise<DecisionResult>

/** Sends a decision on what the person saw, and keeps what came of it. It never throws. */
export function useResolveConflict(dispatch: Dispatch<WorkAction>): ResolveConflict {
  const format = useTextFormat() ?? 'html'
  return useCallback(
    async (check, choice) => {
      try {
        return await send(check, choice, format, dispatch)
      } catch (error) {
        const problem = asProblem(error)
        dispatch({ type: 'refused', check: asNowKnown(check, problem), problem })
        return { type: 'refused', problem }
      }
    },
    [dispatch, format],
  )
}

async function send(
  check: ConflictCheck,
  { resolution, merged }: Choice,
  format: TextFormat,
  dispatch: Dispatch<WorkAction>,
): Promise<DecisionResult> {
  const { statement_id: id, remote_version, revision } = check
  if (!remote_version || !revision) throw new Error('a conflict has both texts')
  try {
    const statement = await resolveConflict(id, {
      resolution,
      remote_version,
      revision,
      ...(merged !== undefined && { merged_content: merged }),
    })
    const decided = {
      ...check,
      revision: statement.revision,
      base_content: statement.content,
      local_content: statement.local_content,
    }
    dispatch({ type: 'decided', check: decided, decision: { resolution, sanitized: statement.sanitized } })
    return { type: 'decided' }
  } catch (error) {
    if (asProblem(error).code !== 'not_in_conflict') throw error
    return lookAgain(check, merged, format, error, dispatch)
  }
}

async function lookAgain(
  check: ConflictCheck,
  merged: string | undefined,
  format: TextFormat,
  refusal: unknown,
  dispatch: Dispatch<WorkAction>,
): Promise<DecisionResult> {
  const [fresh] = await checkBatch([check.statement_id])
  if (!fresh) throw refusal
  if (fresh.has_conflict) {
    dispatch({ type: 'checked', checks: [fresh] })
    throw refusal
  }
  // An answer that was lost on its way: the merged text was stored all the same.
  const wasOurs = merged !== undefined && sameText(merged, fresh.local_content ?? '', format)
  const resolution = wasOurs ? 'merged' : 'resolved_meanwhile'
  dispatch({ type: 'decided', check: fresh, decision: { resolution, sanitized: [] } })
  return { type: wasOurs ? 'decided' : 'resolved_meanwhile' }
}

/** What the refusal tells of the two texts as they are now. */
function asNowKnown(check: ConflictCheck, { document }: ApiProblem): ConflictCheck {
  const { statement, ...remote } = document as Partial<ConflictCheck> & {
    statement?: Schemas['StatementView']
  }
  return {
    ...check,
    ...(statement && {
      base_content: statement.content,
      local_content: statement.local_content,
      revision: statement.revision,
      local_updated_at: statement.modified_at,
    }),
    ...(remote.remote_version && {
      remote_version: remote.remote_version,
      remote_content: remote.remote_content ?? '',
      remote_updated_at: remote.remote_updated_at ?? null,
      remote_updated_by: remote.remote_updated_by ?? null,
    }),
  }
}
