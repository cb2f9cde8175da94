import { useQuery } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'

/** The most that the API compares in one call. */
export const CHECK_LIMIT = 100

const FRESH_MS = 30_000

/** Compares statements with ServiceNow as it is now: one answer for each. */
export async function checkConflicts(statementIds: string[], signal?: AbortSignal) {
  const body = { statement_ids: statementIds }
  const call = api.POST('/api/v1/push/check-conflicts', { body, ...(signal && { signal }) })
  return (await answerOf(call)).conflicts
}

/** One statement compared with ServiceNow as it is now. */
export function useCurrentCheck(statementId: string) {
  return useQuery({
    queryKey: ['push', 'check', statementId],
    queryFn: async ({ signal }) => (await checkConflicts([statementId], signal))[0] ?? null,
    staleTime: FRESH_MS,
    refetchOnWindowFocus: false,
  })
}
