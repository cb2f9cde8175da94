import { Stack } from '@mantine/core'
import { useState } from 'react'
import { EmptyState } from '@/components/EmptyState'
import { LoadingRows } from '@/components/LoadingRows'
import { ProblemAlert } from '@/components/ProblemAlert'
import { UnreadableNotice } from '@/components/UnreadableNotice'
import { chooseVersion } from '../chooseVersion'
import { useOpenRecords } from '../hooks/useOpenRecords'
import { useRecords } from '../hooks/useRecords'
import { hasTexts } from '../texts'
import { CompareBar } from './CompareBar'
import { HistoryEntry } from './HistoryEntry'
import { MoreRecords } from './MoreRecords'
import styles from './StatementHistory.module.css'

/** What happened to a statement, newest first, and what any two of its versions differ in. */
export function StatementHistory({ statementId }: { statementId: string }) {
  return <History key={statementId} statementId={statementId} />
}

function History({ statementId }: { statementId: string }) {
  const history = useRecords({ statement: statementId })
  const { records, error, refetch } = history
  const { isOpen, toggle } = useOpenRecords()
  const [chosen, setChosen] = useState<readonly string[]>([])

  if (history.isPending) return <LoadingRows rows={6} label="Loading the history" />
  return (
    <Stack gap="sm">
      {error && !history.isFetchNextPageError && (
        <ProblemAlert title="The history could not be loaded" error={error} onRetry={() => void refetch()} />
      )}
      <UnreadableNotice pages={history.data?.pages} />
      {history.isEmpty && (
        <EmptyState title="Nothing is recorded of this statement">
          Each pull, edit, decision and push of it will be listed here.
        </EmptyState>
      )}
      {records.filter(hasTexts).length > 1 && (
        <CompareBar chosen={records.filter(({ id }) => chosen.includes(id))} onClear={() => setChosen([])} />
      )}
      {records.length > 0 && (
        <ol className={styles.timeline} aria-label="History of the statement, newest first">
          {records.map((entry) => (
            <HistoryEntry
              key={entry.id}
              entry={entry}
              isOpen={isOpen(entry.id)}
              onToggle={() => toggle(entry.id)}
              isChosen={chosen.includes(entry.id)}
              onChoose={() => setChosen(chooseVersion(chosen, entry.id))}
            />
          ))}
        </ol>
      )}
      <MoreRecords list={history} />
    </Stack>
  )
}
