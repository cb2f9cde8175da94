import { useEffect, useRef, useState } from 'react'
import type { ApiProblem } from '@/lib/problem'
import type { ConflictCheck } from '../types'
import type { Choice, ResolveConflict } from '../useResolveConflict'

/** Refused for all that would come after, too; a sign-in tried again and again locks the account. */
const HOPELESS = ['auth_expired', 'session_ended', 'not_connected', 'permission_denied']

export interface BulkProgress {
  total: number
  done: number
  failed: number
  isRunning: boolean
  /** Why the rest was not tried. */
  halt: ApiProblem | null
}

/** One decision for many conflicts, one after another; a failure does not keep the others from being decided. */
export function useResolveAll(decide: ResolveConflict) {
  const [progress, setProgress] = useState<BulkProgress | null>(null)
  const running = useRef<AbortController | null>(null)
  useEffect(() => () => running.current?.abort(), [])

  const run = async (checks: readonly ConflictCheck[], resolution: Choice['resolution']) => {
    const state: BulkProgress = { total: checks.length, done: 0, failed: 0, isRunning: true, halt: null }
    const stopping = new AbortController()
    running.current = stopping
    setProgress({ ...state })
    for (const check of checks) {
      const result = await decide(check, { resolution })
      state.done += 1
      if (result.type === 'refused') {
        state.failed += 1
        if (HOPELESS.includes(result.problem.code)) state.halt = result.problem
      }
      if (stopping.signal.aborted || state.halt) break
      setProgress({ ...state })
    }
    setProgress({ ...state, isRunning: false })
  }
  const stop = () => running.current?.abort()
  return { progress, run, stop }
}
