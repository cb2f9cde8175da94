import { Button, Checkbox, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { LoadingRows } from '@/components/LoadingRows'
import { Notice } from '@/components/Notice'
import { ProblemAlert } from '@/components/ProblemAlert'
import { usePushResults } from '../api/getPushResults'
import { usePushStatus } from '../api/getPushStatus'
import { isActive } from '../job/jobProgress'
import { groupItems } from '../results/groupItems'
import type { Job } from '../types'
import { ReportFacts } from './ReportFacts'
import { ReportTable } from './ReportTable'
import { ReportTexts } from './ReportTexts'
import styles from './PushReport.module.css'

/** More texts would make a browser stall, and nobody files so much paper. */
const MOST_TEXTS = 200

/** A push on paper: whose it was, what became of each statement, and the texts if wanted. */
export function PushReport({ jobId }: { jobId: string }) {
  const { data: job, error, refetch } = usePushStatus(jobId)
  if (job) return <Report job={job} />
  if (error) {
    return <ProblemAlert title="The push could not be loaded" error={error} onRetry={() => void refetch()} />
  }
  return <LoadingRows label="Loading the push" />
}

function Report({ job }: { job: Job }) {
  const { results, isComplete, error, retry } = usePushResults(job.job_id)
  const [withTexts, setWithTexts] = useState(false)
  const systems = useMemo(() => groupItems(results, 'system'), [results])
  return (
    <>
      <Group className={styles.controls} mb="md">
        <Button onClick={() => window.print()} disabled={!isComplete}>
          Print
        </Button>
        <Checkbox
          label="With the texts before and after"
          checked={withTexts}
          disabled={results.length > MOST_TEXTS}
          description={
            results.length > MOST_TEXTS
              ? `Only for up to ${MOST_TEXTS} statements; the audit’s export has all texts.`
              : undefined
          }
          onChange={(event) => setWithTexts(event.currentTarget.checked)}
        />
        <Button
          variant="default"
          renderRoot={(props) => <Link {...props} to="/push/$jobId" params={{ jobId: job.job_id }} />}
        >
          Back to the results
        </Button>
      </Group>
      {isActive(job) && (
        <Notice tone="warning" title="This push is still running">
          <Text size="sm">Print it when it has ended: this page then shows all of its results.</Text>
        </Notice>
      )}
      {error && <ProblemAlert title="Not all results could be loaded" error={error} onRetry={retry} />}
      <ReportFacts job={job} />
      {!isComplete && !error && <LoadingRows rows={8} label="Loading the results" />}
      {systems.map(({ key, title, items }) => (
        <ReportTable key={key} system={title} results={items} />
      ))}
      {withTexts && isComplete && <ReportTexts results={results} />}
    </>
  )
}
