import { useMemo, useState } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { VirtualRows } from '@/components/VirtualRows'
import type { PushItem } from '../types'
import { GroupHead } from './GroupHead'
import { groupItems, type Grouping, type ItemGroup } from './groupItems'
import { ResultRow } from './ResultRow'

interface ResultRowsProps {
  items: PushItem[]
  grouping: Grouping
  /** Whether each row has to say whose it is. */
  namesSystem: boolean
  isFiltered: boolean
}

type Row = { group: ItemGroup } | { item: PushItem }

export function ResultRows({ items, grouping, namesSystem, isFiltered }: ResultRowsProps) {
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set())
  const rows = useMemo(() => rowsOf(items, grouping, closed), [items, grouping, closed])
  if (items.length === 0) {
    return <EmptyState title={isFiltered ? 'No result matches these filters' : 'No statement was tried'} />
  }
  const toggle = (key: string) => {
    const next = new Set(closed)
    if (!next.delete(key)) next.add(key)
    setClosed(next)
  }
  return (
    <VirtualRows
      label="Results"
      rows={rows}
      keyOf={(row) => ('group' in row ? `group ${row.group.key}` : row.item.statement_id)}
      estimatedHeight={60}
    >
      {(row) =>
        'group' in row ? (
          <GroupHead
            group={row.group}
            isOpen={!closed.has(row.group.key)}
            onToggle={() => toggle(row.group.key)}
          />
        ) : (
          <ResultRow item={row.item} namesSystem={namesSystem && grouping !== 'system'} />
        )
      }
    </VirtualRows>
  )
}

function rowsOf(items: PushItem[], grouping: Grouping, closed: ReadonlySet<string>): Row[] {
  if (grouping === 'none') return items.map((item) => ({ item }))
  return groupItems(items, grouping).flatMap((group): Row[] => [
    { group },
    ...(closed.has(group.key) ? [] : group.items.map((item) => ({ item }))),
  ])
}
