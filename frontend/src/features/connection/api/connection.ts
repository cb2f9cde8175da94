import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'

export type ConnectionView = Schemas['ConnectionView']
export type ConnectionRequest = Schemas['ConnectionRequest']
export type ConnectionTest = Schemas['ConnectionTest']

const MINUTE = 60_000

export const connectionQuery = queryOptions({
  queryKey: ['connection'],
  queryFn: ({ signal }) => answerOf(api.GET('/api/v1/connection', { signal })),
  refetchInterval: MINUTE,
})

/** Saves the settings; every list then belongs to another instance, so nothing read before is kept. */
export function useSaveConnection() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: ConnectionRequest) => answerOf(api.PUT('/api/v1/connection', { body })),
    onSuccess: async (saved) => {
      queryClient.setQueryData(connectionQuery.queryKey, saved)
      await queryClient.invalidateQueries()
    },
  })
}

export function useTestConnection() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/connection/test')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: connectionQuery.queryKey }),
  })
}
