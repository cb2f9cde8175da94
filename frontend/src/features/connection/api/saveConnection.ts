import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'
import { connectionQuery } from '@/lib/calls/getConnection'

export type ConnectionRequest = Schemas['ConnectionRequest']

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
