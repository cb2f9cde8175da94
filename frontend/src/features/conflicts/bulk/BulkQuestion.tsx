import { Text } from '@mantine/core'
import { ConfirmDialog } from '@/components/ConfirmDialog'
import { countedStatements } from '@/lib/counted'

export type BulkResolution = 'keep_local' | 'keep_remote'

interface BulkQuestionProps {
  resolution: BulkResolution
  count: number
  /** Conflicts with an unfinished merge, which stay as they are. */
  merging: number
  onConfirm: () => void
  onClose: () => void
}

/** Asks, with the numbers, before one decision is taken for all. */
export function BulkQuestion({ resolution, count, merging, onConfirm, onClose }: BulkQuestionProps) {
  const isLocal = resolution === 'keep_local'
  return (
    <ConfirmDialog
      opened
      title={
        isLocal
          ? `Write your text over ServiceNow’s in ${countedStatements(count)}?`
          : `Give up your text for ServiceNow’s in ${countedStatements(count)}?`
      }
      confirmLabel={isLocal ? `Keep the local text of ${count}` : `Keep ServiceNow’s text of ${count}`}
      dangerous
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <Text>
        {isLocal
          ? 'What others wrote in ServiceNow will be replaced once you confirm the push. Nothing is written yet.'
          : 'The local edits end here, and there is nothing to push for them any more. Their texts stay in the audit log.'}
      </Text>
      {merging > 0 && (
        <Text mt="xs">{countedStatements(merging)} with an unfinished merge will stay as they are.</Text>
      )}
    </ConfirmDialog>
  )
}
