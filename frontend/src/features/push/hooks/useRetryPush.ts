import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { retryPush } from '../api/push'
import { rememberPush } from '../startedPushes'

/** Starts a new push of what can be retried of an ended one, and leads to its page. */
export function useRetryPush(jobId: string) {
  const navigate = useNavigate()
  // One key for this visit to the results: a double click, or a retry of a lost answer, starts one push.
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: () => retryPush(jobId, idempotencyKey),
    onSuccess: async ({ job_id }) => {
      rememberPush(job_id)
      await navigate({ to: '/push/$jobId', params: { jobId: job_id } })
    },
  })
}
