import { Anchor } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { exactTime } from '@/lib/time'
import { fieldsOf } from '../fields'
import type { AuditDetail } from '../types'
import styles from './AuditRecord.module.css'
import { Fingerprints } from './Fingerprints'
import { StatementLink } from './PlaceLinks'

/** Everything a record says beside its texts, and the ways to what belongs to it. */
export function RecordFields({ record }: { record: AuditDetail }) {
  const { id, at, actor, statement_id, control_id, system_id, job_id, details } = record
  return (
    <dl className={styles.fields}>
      <Entry name="When">
        {exactTime(at)} <span className={styles.aside}>{at}</span>
      </Entry>
      <Entry name="Who">
        {actor}
        <Only search={{ actor }}>All by this user</Only>
      </Entry>
      {statement_id && (
        <Entry name="Statement">
          <StatementLink id={statement_id} controlId={control_id} />
          <Only search={{ statement: statement_id }}>Its history</Only>
        </Entry>
      )}
      {system_id && <Entry name="System record">{system_id}</Entry>}
      {job_id && (
        <Entry name="Push">
          <Anchor
            size="sm"
            renderRoot={(props) => <Link {...props} to="/push/$jobId" params={{ jobId: job_id }} />}
          >
            {job_id}
          </Anchor>
          <Only search={{ job: job_id }}>All of this push</Only>
        </Entry>
      )}
      {fieldsOf(details).map(({ name, value }) => (
        <Entry key={name} name={name}>
          {value}
        </Entry>
      ))}
      <Fingerprints record={record} />
      <Entry name="Record id">
        <span className={styles.code}>{id}</span>
      </Entry>
    </dl>
  )
}

function Entry({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

type Narrowing = { actor: string } | { statement: string } | { job: string }

function Only({ search, children }: { search: Narrowing; children: ReactNode }) {
  return (
    <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/audit" search={search} />}>
      {children}
    </Anchor>
  )
}
