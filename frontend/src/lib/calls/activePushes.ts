import { queryOptions } from '@tanstack/react-query'
import type { Schemas } from '@/lib/api'
import { getPushes } from './getPushes'

/** More would say no more. */
const PAGE = 50
const POLL_MS = 5000
const IDLE_POLL_MS = 30_000
const ACTIVE: Schemas['JobStatus'][] = ['running', 'pending']

/** The pushes under way, whoever started them and wherever. */
export const activePushesQuery = queryOptions({
  queryKey: ['push', 'active'],
  queryFn: ({ signal }) => getActivePushes(signal),
  refetchInterval: ({ state }) => (state.data?.length ? POLL_MS : IDLE_POLL_MS),
})

async function getActivePushes(signal: AbortSignal): Promise<Schemas['JobView'][]> {
  const lists = await Promise.all(ACTIVE.map((status) => getPushes({ status, limit: PAGE }, signal)))
  // One that began between the two answers is in both.
  const byId = new Map(lists.flatMap(({ jobs }) => jobs).map((job) => [job.job_id, job]))
  return [...byId.values()]
}
