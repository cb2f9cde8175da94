import { useQueryClient } from '@tanstack/react-query'
import { answerOf, api, type Schemas } from '@/lib/api'
import type { Run, Schedule, Settings } from '../types'

type Change = Partial<Settings>

/** What an administrator can do with schedules; every list that shows them is read anew afterwards. */
export function useScheduleActions() {
  const queryClient = useQueryClient()
  const readAnew = () => queryClient.invalidateQueries({ queryKey: ['schedules'] })
  const path = (schedule: Schedule) => ({ params: { path: { schedule_id: schedule.id } } })

  return {
    create: async (body: Settings): Promise<Schedule> => {
      const created = await answerOf(api.POST('/api/v1/schedules', { body }))
      await readAnew()
      return created
    },
    change: async (schedule: Schedule, change: Change): Promise<Schedule> => {
      const body = { ...change, revision: schedule.revision } as Schemas['ChangeRequest']
      const changed = await answerOf(api.PUT('/api/v1/schedules/{schedule_id}', { ...path(schedule), body }))
      await readAnew()
      return changed
    },
    remove: async (schedule: Schedule): Promise<void> => {
      await api.DELETE('/api/v1/schedules/{schedule_id}', path(schedule))
      queryClient.removeQueries({ queryKey: ['schedules', schedule.id] })
      await readAnew()
    },
    run: async (schedule: Schedule): Promise<Run> => {
      const run = await answerOf(api.POST('/api/v1/schedules/{schedule_id}/run', path(schedule)))
      await Promise.all([readAnew(), queryClient.invalidateQueries({ queryKey: ['push'] })])
      return run
    },
  }
}
