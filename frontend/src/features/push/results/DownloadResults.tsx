import { Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { download } from '@/lib/download'
import { resultsCsv, resultsJson } from './resultsFile'
import type { Job, PushResult } from '../types'

interface DownloadResultsProps {
  job: Job
  /** Null until every page has been read: a file with a part of the results would mislead. */
  results: PushResult[] | null
}

export function DownloadResults({ job, results }: DownloadResultsProps) {
  const name = `push-${job.created_at.slice(0, 10)}-${job.job_id.slice(0, 8)}`
  const csv = () => results && download(`${name}.csv`, 'text/csv;charset=utf-8', resultsCsv(results))
  const json = () => results && download(`${name}.json`, 'application/json', resultsJson(job, results))
  return (
    <Group gap="xs" component="span">
      <Button variant="default" size="xs" disabled={!results} onClick={csv}>
        Download CSV
      </Button>
      <Button variant="default" size="xs" disabled={!results} onClick={json}>
        Download JSON
      </Button>
      <Button
        variant="default"
        size="xs"
        renderRoot={(props) => <Link {...props} to="/push/$jobId/print" params={{ jobId: job.job_id }} />}
      >
        Print view
      </Button>
    </Group>
  )
}
