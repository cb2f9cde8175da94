import { Button, Checkbox, Group, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ProblemAlert } from '@/components/ProblemAlert'
import { asProblem } from '@/lib/problem'
import { words } from '@/lib/words.gen'
import type { Settings } from '../types'
import { timeZones } from '../zonedTime'
import { Preview } from './Preview'
import { ScopeFields, type SystemChoice } from './ScopeFields'

interface ScheduleFormProps {
  initial: Settings
  systems: readonly SystemChoice[]
  saveLabel: string
  error: unknown
  isSaving: boolean
  onSave: (settings: Settings) => void
  onCancel: () => void
}

const ZONES = timeZones()
const NOTIFY = Object.entries(words.Notify).map(([value, { label }]) => ({ value, label }))

/** What a schedule pushes and when, with what that means while it is typed. */
export function ScheduleForm(props: ScheduleFormProps) {
  const [settings, setSettings] = useState(props.initial)
  const change = (changes: Partial<Settings>) => setSettings({ ...settings, ...changes })
  const errors = props.error ? asProblem(props.error).errors : []
  const errorOf = (field: string) => errors.find((one) => one.field === field)?.message
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        props.onSave(settings)
      }}
    >
      <Stack gap="md" maw={760}>
        <TextInput
          label="Name"
          required
          maxLength={100}
          value={settings.name}
          error={errorOf('name')}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="When"
            description="cron(0 22 ? * MON-FRI *), rate(6 hours) or at(2026-11-30T22:00:00)"
            required
            value={settings.expression}
            error={errorOf('expression')}
            onChange={(event) => change({ expression: event.currentTarget.value })}
          />
          <Select
            label="Time zone"
            description="Whose clocks decide"
            searchable
            allowDeselect={false}
            limit={50}
            data={ZONES}
            value={settings.time_zone}
            error={errorOf('time_zone')}
            onChange={(zone) => change({ time_zone: zone ?? 'UTC' })}
          />
        </SimpleGrid>
        <ScopeFields scope={settings.scope} systems={props.systems} onChange={(scope) => change({ scope })} />
        <Checkbox
          label="Only what was saved by now"
          description="Texts edited after this schedule is saved are held, until somebody looks and saves it again."
          checked={settings.pinned}
          onChange={(event) => change({ pinned: event.currentTarget.checked })}
        />
        <Select
          label="Tell people"
          allowDeselect={false}
          data={NOTIFY}
          value={settings.notify}
          onChange={(notify) => change({ notify: notify as Settings['notify'] })}
        />
        <Checkbox
          label="Switched on"
          checked={settings.enabled}
          onChange={(event) => change({ enabled: event.currentTarget.checked })}
        />
        <Preview settings={settings} />
        {props.error !== null && <ProblemAlert title="The schedule was not saved" error={props.error} />}
        <Group>
          <Button type="submit" loading={props.isSaving}>
            {props.saveLabel}
          </Button>
          <Button variant="default" onClick={props.onCancel}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
