import { SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useModifiedStatements } from '@/features/push/api/getModifiedStatements'
import { useSystems } from '@/features/statements/api/getSystems'
import { ServiceNowAway } from '@/features/statements/components/ServiceNowAway'
import { activePushesQuery } from '@/lib/calls/activePushes'
import { asProblem } from '@/lib/problem'
import { useSession } from '@/lib/useSession'
import { useUnfinishedPushes } from '../api/unfinishedPushes'
import { conflictsOf, oldDraftsOf } from '../needs'
import { FirstSteps } from './FirstSteps'
import { LastPulls } from './LastPulls'
import { RunningPushes, UnfinishedPushes } from './PushNeeds'
import { Conflicts, OldDrafts } from './StatementNeeds'

/** What waits for the person who looks, or for anybody. */
export function Home() {
  const userName = useSession().user?.name ?? ''
  const modified = useModifiedStatements()
  const systems = useSystems()
  const { data: running = [] } = useQuery(activePushesQuery)
  const { statements } = modified
  const ids = useMemo(() => new Set(statements.map(({ id }) => id)), [statements])
  const unfinished = useUnfinishedPushes(ids)
  const conflicts = useMemo(() => conflictsOf(statements, userName), [statements, userName])
  const oldDrafts = useMemo(() => oldDraftsOf(statements, userName, new Date()), [statements, userName])

  const error = modified.error ?? systems.error ?? unfinished.error
  if (asProblem(error).code === 'not_connected') return <FirstSteps isConnected={false} />
  if (modified.isLoading && !error) return <LoadingRows label="Looking for what needs you" />
  const wasPulled = systems.systems.some(({ last_pulled_at }) => last_pulled_at !== null)
  if (systems.isComplete && !wasPulled && !systems.problem) return <FirstSteps isConnected />
  const isQuiet = conflicts.length + oldDrafts.length + running.length + unfinished.pushes.length === 0
  const again = () => {
    modified.retry()
    systems.retry()
    unfinished.refetch()
  }

  return (
    <>
      {error && <ProblemAlert title="Not everything could be looked up" error={error} onRetry={again} />}
      {systems.problem && <ServiceNowAway problem={systems.problem} onRetry={systems.refresh} />}
      {isQuiet && !error && modified.isComplete && (
        <EmptyState title="Nothing needs you">
          No conflict, nothing that failed, no push under way, and no edit older than a week.
        </EmptyState>
      )}
      <SimpleGrid cols={{ base: 1, md: 2 }} mt="md">
        <Conflicts statements={conflicts} />
        <UnfinishedPushes pushes={unfinished.pushes} />
        <RunningPushes jobs={running} />
        <OldDrafts statements={oldDrafts} />
        {wasPulled && <LastPulls systems={systems.systems} />}
      </SimpleGrid>
    </>
  )
}
