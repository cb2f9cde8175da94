import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '@/lib/api'
import { getPushes } from '@/lib/calls/getPushes'
import type { Job } from '../types'

/** More would say no more. */
const PAGE = 50
const POLL_MS = 5000
const IDLE_POLL_MS = 30_000
const ACTIVE: Schemas['JobStatus'][] = ['running', 'pending']

export const ACTIVE_KEY = ['push', 'active']

async function getActivePushes(signal: AbortSignal): Promise<Job[]> {
  const lists = await Promise.all(ACTIVE.map((status) => getPushes({ status, limit: PAGE }, signal)))
  // One that began between the two answers is in both.
  const byId = new Map(lists.flatMap(({ jobs }) => jobs).map((job) => [job.job_id, job]))
  return [...byId.values()]
}

/** The pushes under way, whoever started them and wherever. */
export function useActivePushes() {
  return useQuery({
    queryKey: ACTIVE_KEY,
    queryFn: ({ signal }) => getActivePushes(signal),
    refetchInterval: ({ state }) => (state.data?.length ? POLL_MS : IDLE_POLL_MS),
  })
}
