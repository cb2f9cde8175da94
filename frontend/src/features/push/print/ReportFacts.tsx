import { Table } from '@mantine/core'
import { jobLook } from '@/components/statuses'
import { exactTime } from '@/lib/time'
import { countsOf } from '../job/jobProgress'
import type { Job } from '../types'

/** Whose push it was, when, why, and how it ended. */
export function ReportFacts({ job }: { job: Job }) {
  const facts: [string, string | null][] = [
    ['Push', job.job_id],
    ['Started by', job.trigger === 'schedule' ? `the schedule of ${job.created_by}` : job.created_by],
    ['Started', exactTime(job.created_at)],
    ['Ended', job.completed_at && exactTime(job.completed_at)],
    ['Why', job.note],
    ['Retry of', job.retry_of],
    ['Status', jobLook(job).label],
    ['Statements', `${job.total.toLocaleString('en')}: ${countsOf(job)}`],
    ['Error', job.error && `${job.error.message} ${job.error.hint}`],
  ]
  return (
    <Table variant="vertical" withTableBorder mb="lg" aria-label="The push">
      <Table.Tbody>
        {facts.map(
          ([name, value]) =>
            value && (
              <Table.Tr key={name}>
                <Table.Th scope="row" w="8rem">
                  {name}
                </Table.Th>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>{value}</Table.Td>
              </Table.Tr>
            ),
        )}
      </Table.Tbody>
    </Table>
  )
}
