import { Stack, Text } from '@mantine/core'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { SearchField } from '@/components/SearchField'
import { useSession } from '@/lib/useSession'
import { useSystems } from '../api/getSystems'
import { plural } from '../pullInWords'
import { ServiceNowAway } from './ServiceNowAway'
import { SystemList } from './SystemList'
import { SystemsProblem } from './SystemsProblem'

interface SystemsProps {
  q: string | undefined
  onSearch: (q: string | undefined) => void
}

/** The systems in ServiceNow, and the pull of each. */
export function Systems({ q, onSearch }: SystemsProps) {
  const { systems, problem, isLoading, isComplete, error, retry, refresh } = useSystems()
  const words = q?.trim().toLowerCase() ?? ''
  const found = systems.filter(({ name }) => name.toLowerCase().includes(words))
  if (isLoading) return <LoadingRows label="Loading the systems" />

  return (
    <Stack gap="md">
      {error && <SystemsProblem error={error} onRetry={retry} />}
      {problem && <ServiceNowAway problem={problem} onRetry={refresh} />}
      {systems.some((system) => !system.last_pulled_at) && <WhatPullDoes />}
      {systems.length > 0 && (
        <SearchField
          aria-label="Filter by name"
          placeholder="Filter by name"
          maw={360}
          value={q}
          onSearch={onSearch}
        />
      )}
      {found.length > 0 && <SystemList systems={found} />}
      {systems.length > 0 && (
        <Text size="sm" c="dimmed" role="status">
          {found.length === 0 && `No system has “${q ?? ''}” in its name.`}
          {found.length > 0 && `${plural(found.length, 'system')}${isComplete ? '' : ', more are loading'}`}
        </Text>
      )}
      {systems.length === 0 && !error && <NoSystems isAway={problem !== null} />}
    </Stack>
  )
}

function NoSystems({ isAway }: { isAway: boolean }) {
  if (isAway) {
    return (
      <EmptyState title="Nothing was pulled yet">
        Systems are listed here once ServiceNow answers; pull one then to work on its statements.
      </EmptyState>
    )
  }
  return (
    <EmptyState title="ServiceNow lists no system">
      The service account sees none. Ask the ServiceNow administrator whether it may read the systems’ table.
    </EmptyState>
  )
}

function WhatPullDoes() {
  const { can } = useSession()
  return (
    <Text size="sm" c="dimmed">
      A system’s statements can be read here once they were pulled from ServiceNow.{' '}
      {can('pull')
        ? 'A pull reads; it changes nothing in ServiceNow and overwrites nothing that you edited.'
        : 'Ask an author to pull it.'}
    </Text>
  )
}
