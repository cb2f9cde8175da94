import type { Schemas } from '@/lib/api'

type Job = Schemas['JobView']
type Run = Schemas['RunView']

export type Entry = { kind: 'job'; at: string; job: Job } | { kind: 'run'; at: string; run: Run }

/** Pushes, and between them the runs of schedules that started none; as far back as both are known. */
export function timelineOf(jobs: readonly Job[], runs: readonly Run[], isComplete: boolean): Entry[] {
  const oldest = jobs.at(-1)?.created_at
  const without = runs.filter((run) => run.job_id === null)
  const shown = isComplete || oldest === undefined ? without : without.filter((run) => run.at >= oldest)
  const entries: Entry[] = [
    ...jobs.map((job): Entry => ({ kind: 'job', at: job.created_at, job })),
    ...shown.map((run): Entry => ({ kind: 'run', at: run.at, run })),
  ]
  return entries.sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
}
