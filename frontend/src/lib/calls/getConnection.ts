import { queryOptions } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'

export type ConnectionView = Schemas['ConnectionView']

const MINUTE = 60_000

export const connectionQuery = queryOptions({
  queryKey: ['connection'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/connection', { signal })),
  refetchInterval: MINUTE,
})
