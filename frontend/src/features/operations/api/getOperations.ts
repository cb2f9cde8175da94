import { queryOptions } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'

export type Operations = Schemas['Operations']

const HALF_A_MINUTE = 30_000

/** The stop switch. */
export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/operations', { signal })),
  refetchInterval: HALF_A_MINUTE,
})
