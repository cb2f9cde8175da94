import { queryOptions } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'

export type ConnectionView = Schemas['ConnectionView']

const MINUTE = 60_000
/** While it cannot be read: whoever waits for the server learns so that it is back. */
const LOOK_AGAIN_MS = 10_000

export const connectionQuery = queryOptions({
  queryKey: ['connection'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/connection', { signal })),
  refetchInterval: ({ state }) => (state.error ? LOOK_AGAIN_MS : MINUTE),
})
