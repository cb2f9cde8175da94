import { Text, Title } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { DiffRowView } from '@/components/diff/DiffRowView'
import { proseDiff } from '@/components/diff/proseDiff'
import { ProblemAlert } from '@/components/ProblemAlert'
import { auditRecordQuery } from '@/lib/calls/getAuditRecord'
import { useTextFormat, type TextFormat } from '@/lib/texts/format'
import type { PushResult } from '../types'
import styles from './PushReport.module.css'

/** What each push changed, word by word, as the audit kept it. */
export function ReportTexts({ results }: { results: PushResult[] }) {
  const format = useTextFormat() ?? 'html'
  const recorded = results.filter(({ audit_id }) => audit_id !== null)
  const queries = useQueries({ queries: recorded.map(({ audit_id }) => auditRecordQuery(audit_id ?? '')) })
  const loaded = queries.filter(({ data }) => data).length
  const failed = queries.find(({ error }) => error)
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        The texts
      </Title>
      {failed && (
        <ProblemAlert
          title="Not all texts could be loaded"
          error={failed.error}
          onRetry={() => queries.forEach(({ error, refetch }) => error && void refetch())}
        />
      )}
      {loaded < recorded.length && (
        <Text size="sm" role="status">
          {loaded} of {recorded.length} texts are loaded; print when all are.
        </Text>
      )}
      {recorded.map((result, index) => (
        <Texts key={result.statement_id} result={result} texts={queries[index]?.data} format={format} />
      ))}
    </section>
  )
}

interface TextsProps {
  result: PushResult
  texts: { before_content: string | null; after_content: string | null } | undefined
  format: TextFormat
}

function Texts({ result: { control_id, control_name, system_name }, texts, format }: TextsProps) {
  if (!texts) return null
  const { before_content, after_content } = texts
  return (
    <section className={styles.texts}>
      <Title order={3} size="h5">
        {control_id} {control_name}, {system_name}
      </Title>
      {after_content === null ? (
        <Text size="sm">Nothing was stored in ServiceNow.</Text>
      ) : (
        proseDiff(before_content ?? '', after_content, format).map((row, index) => (
          <DiffRowView key={index} row={row} sideBySide={false} isCurrent={false} />
        ))
      )}
    </section>
  )
}
