import { Button, Group, Stack, Text } from '@mantine/core'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import type { ConnectionForm } from '../hooks/useConnectionForm'
import { useSaving } from '../hooks/useSaving'
import { FIELD_LABELS } from '../presets'
import { RunningPushes } from './RunningPushes'
import { TestResult } from './TestResult'

/** Tests the settings as they are typed; saving tests them first, and does not follow a no by itself. */
export function TestAndSave({ form }: { form: ConnectionForm }) {
  const { isDirty, isTested, result } = form
  const { isBusy, test, saveUntested } = useSaving(form)
  const isRefused = isDirty && isTested && result?.status === 'error'

  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        The test reads one record with the settings above, saved or not. Nothing is written to ServiceNow.
      </Text>
      {isDirty && <RunningPushes form={form} />}
      {form.saveError && <ProblemAlert error={form.saveError} title="Not saved" labels={FIELD_LABELS} />}
      {form.testError && (
        <ProblemAlert error={form.testError} title="The test could not run" labels={FIELD_LABELS} />
      )}
      <div role="status">{result && <TestResult result={result} settings={form.settings} />}</div>
      {isRefused && (
        <Notice
          tone="warning"
          title="Not saved, since the test failed"
          action={
            <Button variant="default" size="compact-md" onClick={() => void saveUntested()}>
              Save all the same
            </Button>
          }
        >
          <Text size="sm">Correct what the test names, or everybody’s pulls and pushes will fail.</Text>
        </Notice>
      )}
      <Group>
        <Button type="submit" loading={isBusy} disabled={!isDirty}>
          Test and save
        </Button>
        <Button
          variant="default"
          onClick={() => void test()}
          disabled={isBusy || form.settings.instance_url === ''}
        >
          {isDirty ? 'Only test' : 'Test the connection'}
        </Button>
        <Button variant="subtle" onClick={form.discard} disabled={!isDirty || isBusy}>
          Discard changes
        </Button>
      </Group>
    </Stack>
  )
}
