import { Card, Stack, TextInput, Title } from '@mantine/core'
import type { ReactNode, SyntheticEvent } from 'react'
import { UnsavedChangesGuard } from '@/components/UnsavedChangesGuard'
import type { ConnectionView } from '@/lib/calls/getConnection'
import { useConnectionForm, type ConnectionForm } from '../hooks/useConnectionForm'
import { useSaving } from '../hooks/useSaving'
import { FIELD_LABELS } from '../presets'
import { tidyAddress } from '../settings'
import { LayoutFields } from './LayoutFields'
import { SignInFields } from './SignInFields'
import { TestAndSave } from './TestAndSave'

/** The settings for those who may change them: step by step, and tested before they count for everybody. */
export function ConnectionEditor({ connection }: { connection: ConnectionView }) {
  const form = useConnectionForm(connection)
  const { save, isBusy } = useSaving(form)
  const submit = (event: SyntheticEvent) => {
    event.preventDefault()
    if (form.isDirty && !isBusy) void save()
  }
  return (
    <form onSubmit={submit} noValidate aria-label="Connection settings">
      <Stack maw={720}>
        <UnsavedChangesGuard when={form.isDirty} what="the connection’s settings" />
        <Step title="1. The instance">
          <InstanceField form={form} />
        </Step>
        <Step title="2. The sign-in">
          <SignInFields form={form} />
        </Step>
        <Step title="3. Where the statements are">
          <LayoutFields form={form} />
        </Step>
        <Step title="4. Test and save">
          <TestAndSave form={form} />
        </Step>
      </Stack>
    </form>
  )
}

function Step({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card withBorder padding="md" component="section" aria-label={title}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </Card>
  )
}

function InstanceField({ form: { settings, change, errorOf } }: { form: ConnectionForm }) {
  return (
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
      error={errorOf('instance_url')}
    />
  )
}
