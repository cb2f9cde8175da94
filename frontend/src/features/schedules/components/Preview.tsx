import { Stack, Text, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Notice } from '@/components/Notice'
import { asProblem } from '@/lib/problem'
import { previewQuery } from '../api/queries'
import type { Settings } from '../types'
import { NextRuns } from './NextRuns'

const PAUSE_MS = 300

/** What the schedule would do as it is typed now. */
export function Preview({ settings }: { settings: Settings }) {
  const [typed] = useDebouncedValue(settings, PAUSE_MS)
  const { data, error } = useQuery({ ...previewQuery(typed), enabled: typed.expression.trim() !== '' })
  return (
    <Stack component="section" gap="xs" aria-label="What it will do" aria-live="polite">
      <Title order={2} size="h4">
        What it will do
      </Title>
      {error ? (
        <Notice tone="warning" title="This is no schedule yet">
          {asProblem(error).errors.map(({ field, message }) => (
            <Text size="sm" key={field}>
              {message}
            </Text>
          ))}
        </Notice>
      ) : (
        data && (
          <>
            <Text>{data.sentence}</Text>
            <NextRuns times={data.next_runs} clockChanges={data.clock_changes} timeZone={typed.time_zone} />
          </>
        )
      )}
    </Stack>
  )
}
