import { Button, Group, Progress, Text } from '@mantine/core'
import { useState } from 'react'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import { countedStatements } from '@/lib/counted'
import { BulkQuestion, type BulkResolution } from './BulkQuestion'
import styles from './BulkDecision.module.css'
import type { Sorted } from '../conflictWork'
import type { MergeDraft } from '../merge/mergeDrafts'
import type { BulkProgress, useResolveAll } from './useResolveAll'

interface BulkDecisionProps {
  sorted: Sorted
  drafts: ReadonlyMap<string, MergeDraft>
  bulk: ReturnType<typeof useResolveAll>
}

/** How many conflicts are left, and the same decision for all of them. */
export function BulkDecision({ sorted: { queue, open }, drafts, bulk }: BulkDecisionProps) {
  const [asked, setAsked] = useState<BulkResolution | null>(null)
  // A decision for all would throw away what was typed for one.
  const wanted = open.filter(({ statement_id }) => !drafts.has(statement_id))
  const isLocked = wanted.length === 0 || bulk.progress?.isRunning === true
  return (
    <section aria-label="All conflicts">
      <div className={styles.head}>
        <h2 className={styles.title}>{titleFor(queue.length, open.length)}</h2>
        <Group gap="xs">
          <Button variant="default" size="xs" disabled={isLocked} onClick={() => setAsked('keep_local')}>
            All local
          </Button>
          <Button variant="default" size="xs" disabled={isLocked} onClick={() => setAsked('keep_remote')}>
            All ServiceNow
          </Button>
        </Group>
      </div>
      {bulk.progress && <Progressing progress={bulk.progress} onStop={bulk.stop} />}
      {asked && (
        <BulkQuestion
          resolution={asked}
          count={wanted.length}
          merging={open.length - wanted.length}
          onConfirm={() => void bulk.run(wanted, asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  )
}

function titleFor(all: number, open: number): string {
  if (open === 0) return all === 1 ? 'The conflict is resolved' : `All ${all} conflicts are resolved`
  const conflicts = open === 1 ? '1 conflict' : `${open.toLocaleString('en')} conflicts`
  return open === all ? `${conflicts} to resolve` : `${conflicts} of ${all.toLocaleString('en')} to resolve`
}

function Progressing({ progress, onStop }: { progress: BulkProgress; onStop: () => void }) {
  const { total, done, failed, isRunning, halt } = progress
  const progressText = `${done.toLocaleString('en')} of ${countedStatements(total)} done`
  if (halt) return <ProblemAlert title={`Stopped: ${progressText}`} error={halt} />
  if (!isRunning && failed > 0) {
    return (
      <Notice role="alert" tone="danger" title={`${countedStatements(failed)} could not be resolved`}>
        <Text size="sm">The reason stands beside each one.</Text>
      </Notice>
    )
  }
  if (!isRunning) return <Text role="status">{progressText}</Text>
  return (
    <Group my="xs" wrap="nowrap">
      <Text role="status" className={styles.count}>
        {progressText}
      </Text>
      <Progress.Root size="lg" flex={1}>
        <Progress.Section value={(done / total) * 100} animated aria-label={progressText} />
      </Progress.Root>
      <Button variant="default" size="xs" onClick={onStop}>
        Stop
      </Button>
    </Group>
  )
}
