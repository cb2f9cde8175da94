import { useQueryClient } from '@tanstack/react-query'
import { answerOf, api } from '@/lib/api'
import { pushStatusQuery } from './getPushStatus'

function cancelPush(jobId: string) {
  return answerOf(api.POST('/api/v1/push/{job_id}/cancel', { params: { path: { job_id: jobId } } }))
}

/** Gives what asks for the end of a push; its page then knows at once. Throws what the API answers. */
export function useCancelPush(jobId: string) {
  const queryClient = useQueryClient()
  return async () => {
    const cancelled = await cancelPush(jobId)
    queryClient.setQueryData(pushStatusQuery(jobId).queryKey, cancelled)
  }
}
