import { Table, Title } from '@mantine/core'
import { OUTCOME } from '@/components/statuses'
import { exactTime, withLocalTimes } from '@/lib/time'
import type { PushResult } from '../types'
import { endingsInWords } from '../results/endings'
import styles from './PushReport.module.css'

/** What became of the statements of one system. */
export function ReportTable({ system, results }: { system: string; results: PushResult[] }) {
  return (
    <section className={styles.system}>
      <Title order={2} size="h4">
        {system}: {endingsInWords(results)}
      </Title>
      {/* On paper nothing scrolls; on a narrow screen the table does. */}
      <Table.ScrollContainer minWidth={640} type="native" tabIndex={0} role="group" aria-label={system}>
        <Table className={styles.table} aria-label={`Results of ${system}`}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Control</Table.Th>
              <Table.Th>Outcome</Table.Th>
              <Table.Th>Pushed</Table.Th>
              <Table.Th>ServiceNow record and version</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {results.map((result) => (
              <Row key={result.statement_id} result={result} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  )
}

function Row({ result }: { result: PushResult }) {
  const { control_id, control_name, outcome, error, note, pushed_at, servicenow_version: version } = result
  return (
    <Table.Tr className={styles.row}>
      <Table.Th scope="row">
        {control_id}
        <div className={styles.small}>{control_name}</div>
      </Table.Th>
      <Table.Td>
        <b>{OUTCOME[outcome].label}</b>
        {error && ` (${error.code})`}
        <div className={styles.small}>{withLocalTimes(error?.message ?? note ?? '')}</div>
      </Table.Td>
      <Table.Td>{pushed_at && exactTime(pushed_at)}</Table.Td>
      <Table.Td className={styles.small}>
        {result.servicenow_sys_id}
        {version?.updated_on && (
          <div>
            {exactTime(version.updated_on)}, {version.updated_by}, counter {version.mod_count}
          </div>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
