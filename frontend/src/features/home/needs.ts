import { subDays } from 'date-fns'
import type { Schemas } from '@/lib/api'

type Modified = Schemas['ModifiedStatement']

const OLD_DAYS = 7

export function conflictsOf(statements: readonly Modified[], user: string): Modified[] {
  return mineFirst(
    statements.filter(({ sync_status }) => sync_status === 'conflict'),
    user,
  )
}

/** Drafts that nobody has touched for a week, the oldest first. */
export function oldDraftsOf(statements: readonly Modified[], user: string, now: Date): Modified[] {
  const before = subDays(now, OLD_DAYS).toISOString()
  const old = statements.filter(
    ({ sync_status, modified_at }) => sync_status !== 'conflict' && modified_at < before,
  )
  return mineFirst(
    old.sort((one, other) => one.modified_at.localeCompare(other.modified_at)),
    user,
  )
}

function mineFirst(statements: Modified[], user: string): Modified[] {
  const isMine = ({ modified_by }: Modified) => modified_by === user
  return [...statements.filter(isMine), ...statements.filter((statement) => !isMine(statement))]
}
