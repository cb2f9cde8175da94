import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { StatusBadge } from '@/components/StatusBadge'
import { KINDS, heldInWords, kindOf, runInWords } from '../runLook'
import type { Run } from '../types'
import { zonedTime } from '../zonedTime'

/** What became of each run, with what was held and why. */
export function RunList({ runs }: { runs: readonly Run[] }) {
  return (
    <Stack component="ul" gap="md" m={0} p={0} aria-label="Runs" style={{ listStyle: 'none' }}>
      {runs.map((run) => (
        <li key={`${run.at} ${run.job_id ?? ''}`}>
          <StatusBadge {...KINDS[kindOf(run)]} />{' '}
          <Text span fw={600}>
            {zonedTime(run.at)}
          </Text>{' '}
          <Text span>
            {runInWords(run)}
            {run.run_by && `, run by hand by ${run.run_by}`}
          </Text>{' '}
          {run.job_id && (
            <Anchor
              renderRoot={(props) => (
                <Link {...props} to="/push/$jobId" params={{ jobId: run.job_id ?? '' }} />
              )}
            >
              See the push
            </Anchor>
          )}
          {run.reason && <Text size="sm">{run.reason}</Text>}
          {run.missed.length > 1 && <Text size="sm">{run.missed.length} runs did not come.</Text>}
          {heldInWords(run).map(({ reason, controls, meaning }) => (
            <Text size="sm" key={reason}>
              <b>{reason}:</b> {controls}. {meaning}.
            </Text>
          ))}
        </li>
      ))}
    </Stack>
  )
}
