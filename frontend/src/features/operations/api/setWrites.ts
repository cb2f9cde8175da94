import { useQueryClient } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'
import { operationsQuery } from './getOperations'

type Writes = Schemas['OperationsRequest']

/** Stops or allows all writes to ServiceNow. */
export function useSetWrites() {
  const queryClient = useQueryClient()
  return async (body: Writes) => {
    const changed = await answerOf(api.PUT('/api/v1/operations', { body }))
    queryClient.setQueryData(operationsQuery.queryKey, changed)
    // Jobs say that they wait, and the audit has one record more.
    await queryClient.invalidateQueries()
  }
}
