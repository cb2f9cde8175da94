import type { ApiProblem } from '@/lib/problem'
import type { Sorted } from '../conflictWork'
import type { MergeDrafts } from '../merge/useMergeDrafts'
import type { ConflictCheck, ModifiedStatement } from '../types'

/** The conflict that the dialog shows, among the others. */
export interface OpenConflict {
  sorted: Sorted
  check: ConflictCheck
  statement: ModifiedStatement | undefined
  problem: ApiProblem | undefined
  /** What came of the conflict before this one. */
  announcement: string
  drafts: MergeDrafts
  onMove: (step: 1 | -1) => void
}
