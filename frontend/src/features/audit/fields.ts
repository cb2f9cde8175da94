import { CONNECTION_STATUS, JOB_STATUS, OUTCOME, RUN_STATUS } from '@/components/statuses'
import { exactTime } from '@/lib/time'
import { numberDetail, objectDetail, textDetail, type Details } from './details'
import { outcomesInWords, resolutionOf } from './sentences'

export interface Field {
  name: string
  value: string
}

type Show = (details: Details, name: string) => string | undefined

const asText: Show = textDetail
const asCount: Show = (details, name) => numberDetail(details, name)?.toLocaleString('en')

/** How each detail is shown, in this order. */
const KNOWN: Record<string, [name: string, show: Show]> = {
  outcome: ['Outcome', oneOf(OUTCOME)],
  resolution: ['Decision', (details, name) => resolutionOf(textDetail(details, name))],
  status: ['Status', oneOf({ ...JOB_STATUS, ...CONNECTION_STATUS, ...RUN_STATUS })],
  message: ['Message', asText],
  code: ['Code', asText],
  attempts: ['Attempts', asCount],
  revision: ['Revision of the text', asCount],
  servicenow_version: ['Version in ServiceNow', asVersion],
  remote_version: ['Version in ServiceNow', asVersion],
  total: ['Statements', asCount],
  outcomes: ['Outcomes', (details, name) => outcomesInWords(objectDetail(details, name)) || undefined],
  trigger: ['Started', oneOf({ user: { label: 'By hand' }, schedule: { label: 'By schedule' } })],
  retry_of: ['Retry of push', asText],
  schedule_name: ['Schedule', asText],
  instance_url: ['Instance', asText],
  table: ['Table', asText],
  content_field: ['Text field', asText],
  auth_method: ['Sign-in method', asText],
  credentials_changed: ['Credentials', (details, name) => (details[name] ? 'Changed' : 'Not changed')],
}

/** A record's details, each readable; one that is not known is shown as it was recorded. */
export function fieldsOf(details: Details): Field[] {
  const known = Object.entries(KNOWN)
    .filter(([key]) => key in details)
    .map(([key, [name, show]]) => ({ name, value: show(details, key) ?? asRecorded(details[key]) }))
  const others = Object.keys(details)
    .filter((key) => !(key in KNOWN))
    .map((key) => ({ name: key.replaceAll('_', ' '), value: asRecorded(details[key]) }))
  return [...known, ...others]
}

function oneOf(looks: Record<string, { label: string }>): Show {
  return (details, name) => looks[textDetail(details, name) ?? '']?.label
}

function asVersion(details: Details, name: string): string | undefined {
  const version = objectDetail(details, name)
  const [on, by] = [textDetail(version, 'updated_on'), textDetail(version, 'updated_by')]
  const count = numberDetail(version, 'mod_count')
  if (!on || !by) return undefined
  return `${exactTime(on)}, by ${by}${count === undefined ? '' : `, update ${count.toLocaleString('en')}`}`
}

function asRecorded(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
