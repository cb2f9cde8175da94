import { Stack, Text } from '@mantine/core'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { SearchField } from '@/components/SearchField'
import { useSession } from '@/lib/useSession'
import { useSystems } from '../api/getSystems'
import { plural } from '../pullInWords'
import { SystemList } from './SystemList'
import { SystemsProblem } from './SystemsProblem'

interface SystemsProps {
  q: string | undefined
  onSearch: (q: string | undefined) => void
}

/** The systems in ServiceNow, and the pull of each. */
export function Systems({ q, onSearch }: SystemsProps) {
  const { systems, isLoading, isComplete, error, retry } = useSystems()
  const words = q?.trim().toLowerCase() ?? ''
  const found = systems.filter(({ name }) => name.toLowerCase().includes(words))
  if (isLoading) return <LoadingRows label="Loading the systems" />

  return (
    <Stack gap="md">
      {error && <SystemsProblem error={error} onRetry={retry} />}
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
      {systems.length === 0 && !error && (
        <EmptyState title="ServiceNow lists no system">
          The service account sees none. Ask the ServiceNow administrator whether it may read the systems’
          table.
        </EmptyState>
      )}
    </Stack>
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
