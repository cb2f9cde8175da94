import { ApiProblem } from '@/lib/problem'
import { CHECK_LIMIT, checkConflicts } from '../api/checkConflicts'
import type { ConflictCheck } from '../types'

const TOO_LARGE = 'response_too_large'
/** What may be wrong with one statement. Anything else, said of all of them, is wrong with ServiceNow. */
const OF_ONE_STATEMENT = ['deleted_in_servicenow', 'not_found', 'not_modified', 'concurrent_write', TOO_LARGE]

export function inBatches(ids: readonly string[]): string[][] {
  const count = Math.ceil(ids.length / CHECK_LIMIT)
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * CHECK_LIMIT, (index + 1) * CHECK_LIMIT),
  )
}

/** The answers for one batch; long texts that do not fit in one answer are asked for again. */
export async function checkBatch(ids: string[], signal?: AbortSignal): Promise<ConflictCheck[]> {
  const checks: ConflictCheck[] = []
  let rest = ids
  while (rest.length > 0) {
    const answers = await checkConflicts(rest, signal)
    refuseIfUnreachable(answers)
    const fitting = answers.filter(({ error }) => error?.code !== TOO_LARGE)
    // The first of an answer that holds none will not fit in any.
    const done = fitting.length > 0 ? fitting : answers.slice(0, 1)
    checks.push(...done)
    const known = new Set(done.map(({ statement_id }) => statement_id))
    rest = answers.map(({ statement_id }) => statement_id).filter((id) => !known.has(id))
  }
  return checks
}

/**
 * Throws when ServiceNow itself could not be asked. The next batch must not be tried then by itself: a sign-in
 * refused again and again locks the account.
 */
function refuseIfUnreachable(answers: readonly ConflictCheck[]): void {
  const error = answers[0]?.error
  if (!error || OF_ONE_STATEMENT.includes(error.code)) return
  if (answers.some((answer) => answer.error?.code !== error.code)) return
  throw new ApiProblem({
    status: 0,
    code: error.code,
    title: 'ServiceNow could not be asked',
    detail: `${error.message} ${error.hint}`.trim(),
  })
}
