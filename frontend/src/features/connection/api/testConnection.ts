import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'
import { connectionQuery } from '@/lib/calls/getConnection'
import type { ConnectionRequest } from './saveConnection'

export type ConnectionTest = Schemas['ConnectionTest']

/** Tests the given settings, which need not be saved; `null` tests the saved ones. */
export function useTestConnection() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (settings: ConnectionRequest | null) =>
      answerOf(api.POST('/api/v1/connection/test', settings ? { body: settings } : {})),
    onSettled: () => queryClient.invalidateQueries({ queryKey: connectionQuery.queryKey }),
  })
}
