import { useQueries, useQuery } from '@tanstack/react-query'
import { subDays } from 'date-fns'
import { useMemo } from 'react'
import { answerOf, api, type Schemas } from '@/lib/api'
import { getPushes } from '@/lib/calls/getPushes'

type Job = Schemas['JobView']

export interface UnfinishedPush {
  job: Job
  /** How many of its statements did not get into ServiceNow and are still modified. */
  open: number
}

/** The newest ones say enough. */
const RECENT = 50
const LOOKED_INTO = 5
const LOOK_BACK_DAYS = 14
/** The API's largest page. */
const PAGE = 200

/** Recent pushes that left something over, as far as that is still to be pushed and no retry took it up. */
export function useUnfinishedPushes(modifiedIds: ReadonlySet<string>) {
  const recent = useQuery({
    queryKey: ['push', 'recent', 'home'],
    queryFn: ({ signal }) => getPushes({ limit: RECENT }, signal),
  })
  const candidates = useMemo(
    () => leftSomething(recent.data?.jobs ?? [], new Date()).slice(0, LOOKED_INTO),
    [recent.data],
  )
  const leftovers = useQueries({
    queries: candidates.map((job) => ({
      queryKey: ['push', 'left', job.job_id],
      queryFn: ({ signal }: { signal: AbortSignal }) => leftStatements(job, signal),
      staleTime: Infinity,
    })),
  })
  const pushes = candidates.flatMap((job, index): UnfinishedPush[] => {
    const open = (leftovers[index]?.data ?? []).filter((id) => modifiedIds.has(id)).length
    return open > 0 ? [{ job, open }] : []
  })
  return { pushes, error: recent.error, isLoading: recent.isPending, refetch: () => void recent.refetch() }
}

/** Ended ones in which something failed, or that stopped before their end. */
export function leftSomething(jobs: readonly Job[], now: Date): Job[] {
  const retried = new Set(jobs.map(({ retry_of }) => retry_of))
  const since = subDays(now, LOOK_BACK_DAYS).toISOString()
  return jobs.filter(
    (job) =>
      ['completed', 'failed', 'cancelled'].includes(job.status) &&
      leftOutcomes(job).length > 0 &&
      job.created_at >= since &&
      !retried.has(job.job_id),
  )
}

/** Conflicts are told by themselves; what was skipped by a push that went through had nothing to push. */
function leftOutcomes({ status, outcomes }: Job): Schemas['Outcome'][] {
  const kinds = (['failed', 'cancelled', 'skipped'] as const).filter((kind) => (outcomes[kind] ?? 0) > 0)
  return kinds.filter((kind) => kind !== 'skipped' || status !== 'completed')
}

async function leftStatements(job: Job, signal: AbortSignal): Promise<string[]> {
  const lists = await Promise.all(
    leftOutcomes(job).map((outcome) => {
      const params = { path: { job_id: job.job_id }, query: { outcome, limit: PAGE } }
      return answerOf(api.GET('/api/v1/push/{job_id}/results', { params, signal }))
    }),
  )
  return lists.flatMap(({ results }) => results.map(({ statement_id }) => statement_id))
}
