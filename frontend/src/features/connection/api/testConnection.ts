import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'
import { connectionQuery } from '@/lib/calls/getConnection'

export type ConnectionTest = Schemas['ConnectionTest']

export function useTestConnection() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => answerOf(api.POST('/api/v1/connection/test')),
    onSettled: () => queryClient.invalidateQueries({ queryKey: connectionQuery.queryKey }),
  })
}
