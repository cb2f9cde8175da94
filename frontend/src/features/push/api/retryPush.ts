import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { answerOf, api } from '@/lib/api'
import { activePushesQuery } from '@/lib/calls/activePushes'
import { useSession } from '@/lib/useSession'
import { watchPush } from '../job/watchedPushes'
import { RECENT_KEY } from './getRecentPushes'

function retryPush(jobId: string, idempotencyKey: string) {
  const params = { path: { job_id: jobId }, header: { 'idempotency-key': idempotencyKey } }
  return answerOf(api.POST('/api/v1/push/{job_id}/retry', { params }))
}

/** Starts a new push of what can be retried of an ended one, and leads to its page, unless one has gone elsewhere. */
export function useRetryPush(jobId: string) {
  const navigate = useNavigate()
  const router = useRouter()
  const queryClient = useQueryClient()
  const { user } = useSession()
  // One key for this visit to the results: a double click, or a retry of a lost answer, starts one push.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: () => retryPush(jobId, idempotencyKey),
    onSuccess: async ({ job_id }) => {
      watchPush(user?.name ?? '', job_id)
      void queryClient.invalidateQueries({ queryKey: activePushesQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: RECENT_KEY })
      if (router.state.location.pathname !== `/push/${jobId}`) return
      await navigate({ to: '/push/$jobId', params: { jobId: job_id } })
    },
  })
}
