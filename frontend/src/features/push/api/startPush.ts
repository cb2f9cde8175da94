import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useRouter } from '@tanstack/react-router'
import { answerOf, api } from '@/lib/api'
import { activePushesQuery } from '@/lib/calls/activePushes'
import { watchPush } from '../job/watchedPushes'
import { includedIds, seenRevisions, type Preview } from '../wizard/wizard'
import { changeWizard } from '../wizard/wizardStorage'
import { MODIFIED_KEY } from './getModifiedStatements'

interface Start {
  preview: Preview
  note: string
}

/** The same preview and note start one job, however often this is called. */
export function startPush({ preview, note: written }: Start) {
  const header = { 'idempotency-key': preview.idempotencyKey }
  const note = written.trim()
  const body = {
    statement_ids: includedIds(preview),
    revisions: seenRevisions(preview),
    ...(note && { note }),
  }
  return answerOf(api.POST('/api/v1/push', { params: { header }, body }))
}

/** Starts the push of what the preview shows and leads to the job's page, unless one has gone elsewhere meanwhile. */
export function useStartPush(user: string) {
  const navigate = useNavigate()
  const router = useRouter()
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: startPush,
    onSuccess: async ({ job_id }) => {
      watchPush(user, job_id)
      void queryClient.invalidateQueries({ queryKey: activePushesQuery.queryKey })
      if (router.state.location.pathname === '/push') {
        await navigate({ to: '/push/$jobId', params: { jobId: job_id }, replace: true })
      }
      changeWizard(user, { type: 'started' })
    },
    // Refused or not: the list that led here is out of date.
    onSettled: () => void queryClient.invalidateQueries({ queryKey: MODIFIED_KEY }),
  })
}
