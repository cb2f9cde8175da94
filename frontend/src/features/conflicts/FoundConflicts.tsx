import { useMemo, useReducer, useState } from 'react'
import { useSession } from '@/lib/useSession'
import type { ConflictCheck, ModifiedStatement } from './types'
import { BulkDecision } from './bulk/BulkDecision'
import { CheckErrors } from './check/CheckErrors'
import { ConflictDialog } from './dialog/ConflictDialog'
import { ConflictList } from './ConflictList'
import { ConflictsBar } from './ConflictsBar'
import { NO_WORK, sortOut, withChecks, workReducer } from './conflictWork'
import { LeftoverMerges } from './merge/LeftoverMerges'
import { NoConflict } from './check/NoConflict'
import { useResolveAll } from './bulk/useResolveAll'
import { useResolveConflict } from './useResolveConflict'
import { useDialogQueue } from './dialog/useDialogQueue'
import { useMergeDrafts } from './merge/useMergeDrafts'

interface FoundConflictsProps {
  statementIds: string[]
  /** What is modified, for the names. */
  statements: readonly ModifiedStatement[]
  checked: ConflictCheck[]
  stillSelected?: number | undefined
  onContinue: (readyIds: string[], checks: ConflictCheck[]) => Promise<void>
  onBack: () => void
}

/** What the check found, until every conflict is decided or left for later. */
export function FoundConflicts(props: FoundConflictsProps) {
  const { statementIds, statements, checked, onContinue, onBack } = props
  const { user } = useSession()
  // Kept as they were at first: what is resolved may not be modified any more.
  const [byId] = useState(() => new Map(statements.map((statement) => [statement.id, statement])))
  const statementOf = (id: string) => byId.get(id)
  const drafts = useMergeDrafts(user?.name ?? '', statementIds)
  const [work, dispatch] = useReducer(workReducer, NO_WORK)
  const checks = useMemo(() => withChecks(work.checks, unknownTo(work.checks, checked)), [checked, work])
  const sorted = useMemo(() => sortOut(statementIds, checks, work.decisions), [statementIds, checks, work])
  const decide = useResolveConflict(dispatch)
  const bulk = useResolveAll(decide)
  const dialog = useDialogQueue(sorted, drafts, decide)
  const leftover = statementIds.filter(
    (id) => drafts.drafts.has(id) && !sorted.open.some((check) => check.statement_id === id),
  )
  const goOn = () =>
    onContinue(
      sorted.ready.map(({ statement_id }) => statement_id),
      sorted.ready,
    )
  const unchecked = statementIds.length - checks.size
  const isFree = sorted.queue.length + sorted.failed.length + leftover.length + unchecked === 0

  if (isFree) return <NoConflict count={sorted.ready.length} onContinue={goOn} />
  return (
    <>
      <LeftoverMerges ids={leftover} checks={checks} drafts={drafts} />
      {sorted.queue.length > 0 && (
        <>
          <BulkDecision sorted={sorted} drafts={drafts.drafts} bulk={bulk} />
          <ConflictList
            sorted={sorted}
            work={work}
            drafts={drafts.drafts}
            statementOf={statementOf}
            isLocked={bulk.progress?.isRunning ?? false}
            onOpen={dialog.open}
          />
        </>
      )}
      <CheckErrors
        failed={sorted.failed}
        statementOf={statementOf}
        onChecked={(fresh) => dispatch({ type: 'checked', checks: fresh })}
      />
      <ConflictsBar
        sorted={sorted}
        decisions={work.decisions}
        unchecked={unchecked}
        stillSelected={props.stillSelected}
        announcement={dialog.announcement}
        isLocked={bulk.progress?.isRunning ?? false}
        onBack={onBack}
        onContinue={() => void goOn()}
      />
      {dialog.check && (
        <ConflictDialog
          sorted={sorted}
          check={dialog.check}
          statement={statementOf(dialog.check.statement_id)}
          problem={work.problems.get(dialog.check.statement_id)}
          announcement={dialog.announcement}
          drafts={drafts}
          onDecide={dialog.decide}
          onMove={dialog.move}
          onClose={dialog.close}
        />
      )}
    </>
  )
}

function unknownTo(newer: ReadonlyMap<string, ConflictCheck>, checked: readonly ConflictCheck[]) {
  return checked.filter(({ statement_id }) => !newer.has(statement_id))
}
