import { Button, Card, Group, Stack, TextInput, Title } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { SyntheticEvent } from 'react'
import { ProblemAlert } from '@/components/ProblemAlert'
import { UnsavedChangesGuard } from '@/components/UnsavedChangesGuard'
import type { ConnectionView } from '@/lib/calls/getConnection'
import { useConnectionForm } from '../hooks/useConnectionForm'
import { FIELD_LABELS } from '../presets'
import { tidyAddress } from '../settings'
import { ConnectionTestCard } from './ConnectionTestCard'
import { LayoutFields } from './LayoutFields'
import { SignInFields } from './SignInFields'

/** The settings for those who may change them. */
export function ConnectionEditor({ connection }: { connection: ConnectionView }) {
  const form = useConnectionForm(connection)
  const { settings, change, isDirty } = form

  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    form.save(() =>
      notifications.show({ title: 'Connection saved', message: 'Run the test to see whether it works.' }),
    )
  }

  return (
    <Stack maw={720}>
      <UnsavedChangesGuard when={isDirty} what="the connection’s settings" />
      <form onSubmit={submit} noValidate aria-label="Connection settings">
        <Card withBorder padding="md">
          <Stack gap="lg">
            <Title order={2} size="h4">
              Settings
            </Title>
            <TextInput
              label={FIELD_LABELS.instance_url}
              description="As in https://example.service-now.com"
              required
              inputMode="url"
              autoComplete="off"
              value={settings.instance_url}
              onChange={(event) => change({ instance_url: event.currentTarget.value })}
              onBlur={() => {
                const tidy = tidyAddress(settings.instance_url)
                if (tidy !== settings.instance_url) change({ instance_url: tidy })
              }}
              error={form.errorOf('instance_url')}
            />
            <SignInFields form={form} />
            <LayoutFields form={form} />
            {form.error && <ProblemAlert error={form.error} title="Not saved" labels={FIELD_LABELS} />}
            <Group>
              <Button type="submit" loading={form.isSaving} disabled={!isDirty}>
                Save
              </Button>
              <Button variant="default" onClick={form.discard} disabled={!isDirty || form.isSaving}>
                Discard changes
              </Button>
            </Group>
          </Stack>
        </Card>
      </form>
      <ConnectionTestCard whyNot={whyNoTest(connection, isDirty)} />
    </Stack>
  )
}

function whyNoTest(connection: ConnectionView, isDirty: boolean): string | null {
  if (isDirty) return 'Save first: the test uses the stored settings.'
  return connection.instance_url ? null : 'Fill in the settings and save them first.'
}
