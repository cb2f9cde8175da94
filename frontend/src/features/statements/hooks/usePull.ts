import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { ApiProblem } from '@/lib/problem'
import { STATEMENTS_KEY } from '../api/getStatements'
import { getPull, type Pull } from '../api/getPull'
import { startPull } from '../api/startPull'
import { SYSTEMS_KEY } from '../api/getSystems'

const EACH_SECOND = 1000

/** A pull of one system: starts it, follows it, and finds it again after the page was left or loaded anew. */
export function usePull(systemId: string) {
  const queryClient = useQueryClient()
  const changesLists = useRef(false)
  const [pullId, setPullId] = useRememberedPull(systemId)
  const start = useMutation({
    mutationFn: () => startPull(systemId),
    onSuccess: ({ pull_id }) => {
      changesLists.current = true
      setPullId(pull_id)
    },
  })
  const progress = useQuery({
    queryKey: ['pull', pullId],
    queryFn: ({ signal }) => getPull(pullId ?? '', signal),
    enabled: pullId !== null,
    refetchInterval: ({ state }) => (isOver(state.data, state.error) ? false : EACH_SECOND),
    refetchOnWindowFocus: ({ state }) => !isOver(state.data, state.error),
  })
  const pull = pullId === null ? undefined : progress.data
  const status = pull?.status

  useEffect(() => {
    if (status === 'running') changesLists.current = true
    if (status === undefined || status === 'running' || !changesLists.current) return
    changesLists.current = false
    void queryClient.invalidateQueries({ queryKey: SYSTEMS_KEY })
    void queryClient.invalidateQueries({ queryKey: STATEMENTS_KEY })
    void queryClient.invalidateQueries({ queryKey: ['push', 'modified'] })
  }, [status, queryClient])

  return {
    start: () => start.mutate(),
    forget: () => {
      start.reset()
      setPullId(null)
    },
    isStarting: start.isPending,
    isRunning: start.isPending || (pullId !== null && !isOver(progress.data, progress.error)),
    pull,
    error: start.error ?? (pullId === null || status === 'running' ? null : progress.error),
  }
}

/** Also when it is not known any more; a page that cannot be reached just now may be later. */
function isOver(pull: Pull | undefined, error: Error | null): boolean {
  if (error instanceof ApiProblem && !error.isTemporary && error.status !== 401) return true
  return pull !== undefined && pull.status !== 'running'
}

function useRememberedPull(systemId: string): [string | null, (pullId: string | null) => void] {
  const key = `control-push:pull:${systemId}`
  const [pullId, setPullId] = useState(() => window.sessionStorage.getItem(key))
  const remember = (next: string | null) => {
    if (next === null) window.sessionStorage.removeItem(key)
    else window.sessionStorage.setItem(key, next)
    setPullId(next)
  }
  return [pullId, remember]
}
