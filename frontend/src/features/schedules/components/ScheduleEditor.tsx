import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useScheduleActions } from '../api/useScheduleActions'
import type { Schedule, Settings } from '../types'
import { OWN_ZONE } from '../zonedTime'
import { ScheduleForm } from './ScheduleForm'
import type { SystemChoice } from './ScopeFields'

const NEW: Settings = {
  name: '',
  expression: 'cron(0 22 ? * MON-FRI *)',
  time_zone: OWN_ZONE,
  enabled: true,
  scope: { system_id: null, family: null, modified_by: null },
  pinned: false,
  notify: 'problems',
}

interface ScheduleEditorProps {
  /** Left out: a new one. */
  schedule?: Schedule
  systems: readonly SystemChoice[]
  onSaved: (schedule: Schedule) => void
  onCancel: () => void
}

/** Creates a schedule, or changes one. */
export function ScheduleEditor({ schedule, systems, onSaved, onCancel }: ScheduleEditorProps) {
  const { create, change } = useScheduleActions()
  // As it was when the form was opened: what somebody else saves meanwhile is refused, not written over.
  const [seen] = useState(schedule)
  const save = useMutation({
    mutationFn: (settings: Settings) => (seen ? change(seen, settings) : create(settings)),
    onSuccess: onSaved,
  })
  return (
    <ScheduleForm
      initial={seen ? settingsOf(seen) : NEW}
      systems={systems}
      saveLabel={seen ? 'Save the schedule' : 'Create the schedule'}
      error={save.error}
      isSaving={save.isPending}
      onSave={(settings) => save.mutate(settings)}
      onCancel={onCancel}
    />
  )
}

function settingsOf(schedule: Schedule): Settings {
  const { name, expression, time_zone, enabled, scope, pinned, notify } = schedule
  return { name, expression, time_zone, enabled, scope, pinned, notify }
}
