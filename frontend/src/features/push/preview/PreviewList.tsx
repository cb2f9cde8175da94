import { Text } from '@mantine/core'
import { useMemo } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { VirtualRows } from '@/components/VirtualRows'
import { isReviewed, type ReviewMarks } from '../review/useReviewMarks'
import type { ModifiedStatement } from '../types'
import type { Preview } from '../wizard/wizard'
import { PreviewItem } from './PreviewItem'
import { previewRows, type PreviewFilter, type PreviewRow } from './previewRows'
import styles from './PushPreview.module.css'

interface PreviewListProps {
  statements: readonly ModifiedStatement[]
  filter: PreviewFilter
  preview: Preview
  marks: ReviewMarks
  onExclude: (id: string) => void
  onInclude: (id: string) => void
  onCheckAgain: () => void
}

const NONE: Record<PreviewFilter, string> = {
  all: 'Nothing is left to push',
  warnings: 'No statement has a warning',
  unreviewed: 'Every statement is reviewed',
}

/** The statements, system by system, each with what it changes. */
export function PreviewList({ statements, filter, preview, marks, ...props }: PreviewListProps) {
  const rows = useMemo(() => previewRows(statements, preview), [statements, preview])
  if (rows.length === 0) return <EmptyState title={NONE[filter]} />
  return (
    <VirtualRows label="What will be pushed" rows={rows} keyOf={({ key }) => key} estimatedHeight={70}>
      {(row) =>
        row.type === 'system' ? (
          <SystemRow row={row} />
        ) : (
          <PreviewItem
            statement={row.statement}
            checked={preview.checked[row.key]}
            isReviewed={isReviewed(marks, row.key, preview.checked[row.key]?.revision)}
            isExcluded={row.isExcluded}
            onExclude={() => props.onExclude(row.key)}
            onInclude={() => props.onInclude(row.key)}
            onCheckAgain={props.onCheckAgain}
          />
        )
      }
    </VirtualRows>
  )
}

function SystemRow({ row }: { row: Extract<PreviewRow, { type: 'system' }> }) {
  return (
    <h2 className={styles.system}>
      {row.name}{' '}
      <Text span c="dimmed">
        ({row.count.toLocaleString('en')})
      </Text>
    </h2>
  )
}
