import { Button, Group, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/ConfirmDialog'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import { useScheduleActions } from '../api/useScheduleActions'
import { KINDS, kindOf, runInWords } from '../runLook'
import type { Schedule } from '../types'

/** For administrators: on and off, run now, change, delete. */
export function ScheduleActions({ schedule }: { schedule: Schedule }) {
  const actions = useScheduleActions()
  const navigate = useNavigate()
  const [asking, setAsking] = useState<'run' | 'delete' | null>(null)
  const close = () => setAsking(null)
  const toggle = useMutation({
    mutationFn: () => actions.change(schedule, { enabled: !schedule.enabled }),
  })
  const run = useMutation({ mutationFn: () => actions.run(schedule) })

  return (
    <>
      <Group gap="sm" my="md">
        <Button variant="default" loading={toggle.isPending} onClick={() => toggle.mutate()}>
          {schedule.enabled ? 'Switch off' : 'Switch on'}
        </Button>
        <Button variant="default" loading={run.isPending} onClick={() => setAsking('run')}>
          Run now…
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => (
            <Link {...props} to="/schedules/$scheduleId/edit" params={{ scheduleId: schedule.id }} />
          )}
        >
          Change
        </Button>
        <Button variant="default" onClick={() => setAsking('delete')}>
          Delete…
        </Button>
      </Group>
      {toggle.error && <ProblemAlert error={toggle.error} />}
      {run.data && (
        <Notice role="status" tone={KINDS[kindOf(run.data)].tone} title={runInWords(run.data)}>
          {run.data.reason && <Text size="sm">{run.data.reason}</Text>}
        </Notice>
      )}
      <ConfirmDialog
        opened={asking === 'run'}
        title={`Run ${schedule.name} now?`}
        confirmLabel="Run now"
        onConfirm={() => run.mutateAsync()}
        onClose={close}
      >
        <Text>{schedule.sentence}</Text>
      </ConfirmDialog>
      <ConfirmDialog
        opened={asking === 'delete'}
        title={`Delete ${schedule.name}?`}
        confirmLabel="Delete the schedule"
        dangerous
        onConfirm={async () => {
          await actions.remove(schedule)
          await navigate({ to: '/schedules' })
        }}
        onClose={close}
      >
        <Text>It runs no more. Its runs stay in the history, and a push that it started goes on.</Text>
      </ConfirmDialog>
    </>
  )
}
