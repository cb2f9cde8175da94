import { Button, Group, Stack, Text } from '@mantine/core'
import { useSession } from '@/lib/useSession'
import { wholeHistoryOf, type AuditFilter } from '../filter'
import { useRecords } from '../hooks/useRecords'
import { ActiveFilters } from './ActiveFilters'
import { AuditFeed } from './AuditFeed'
import { AuditFilters } from './AuditFilters'
import { ExportAudit } from './ExportAudit'
import { StatementHistory } from './StatementHistory'

interface AuditProps {
  filter: AuditFilter
  onFilter: (change: AuditFilter) => void
  /** Names by id, as far as they are known. */
  systemNames: ReadonlyMap<string, string>
}

/** Who did what, when, and to which text. */
export function Audit({ filter, onFilter, systemNames }: AuditProps) {
  const { user } = useSession()
  const list = useRecords(filter)
  const { records, hasNextPage, isFetching, refetch } = list
  const actors = [...new Set([user?.name ?? [], records.map(({ actor }) => actor)].flat())].sort()
  const statementId = wholeHistoryOf(filter)

  return (
    <Stack gap="md">
      <AuditFilters filter={filter} actors={actors} onChange={onFilter} />
      <ActiveFilters filter={filter} onChange={onFilter} />
      <ExportAudit filter={filter}>
        <Group gap="xs">
          <Text size="sm" c="dimmed" role="status">
            {list.isSuccess && inWords(records.length, hasNextPage, list.isLooking)}
          </Text>
          <Button variant="subtle" size="compact-sm" loading={isFetching} onClick={() => void refetch()}>
            Refresh
          </Button>
        </Group>
      </ExportAudit>
      {statementId ? (
        <StatementHistory key={statementId} statementId={statementId} />
      ) : (
        <AuditFeed list={list} filter={filter} systemNames={systemNames} />
      )}
    </Stack>
  )
}

function inWords(count: number, hasMore: boolean, isLooking: boolean): string {
  if (count === 0 && isLooking) return 'Looking through older records…'
  if (count === 0) return 'No records'
  const records = count === 1 ? '1 record' : `${count.toLocaleString('en')} records`
  return hasMore ? `The latest ${records}; scroll for more` : records
}
