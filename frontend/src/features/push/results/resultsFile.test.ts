import { expect, test } from 'vitest'
import { resultsCsv } from './resultsFile'
import { result } from '../testing'

/** The one cell that the text became. */
function cellOf(message: string): string {
  const error = { code: 'rejected_by_rule' as const, message, hint: '', retryable: false }
  const csv = resultsCsv([result('AC-1', { success: false, error })])
  return csv.slice(csv.indexOf('rejected_by_rule,') + 'rejected_by_rule,'.length, csv.lastIndexOf(',,false'))
}

test.each([
  ['plain', 'plain'],
  ['a "quoted", text', '"a ""quoted"", text"'],
  ['two\nlines', '"two\nlines"'],
])('quotes %j as RFC 4180 says', (message, cell) => {
  expect(cellOf(message)).toBe(cell)
})

test.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\t=1', ' =1', '\r=1'])(
  'no spreadsheet runs %j',
  (message) => {
    expect(cellOf(message).replace(/^"/, '')).toMatch(/^'/)
  },
)

test('names the columns and starts with the mark of UTF-8', () => {
  const [head, row] = resultsCsv([result('AC-1')]).split('\r\n')

  expect(head).toMatch(
    /^\uFEFFcontrol_id,control_name,system_name,system_id,statement_id,outcome,success,code,message/,
  )
  expect(row).toMatch(/^AC-1,Control AC-1,Payroll,system,id-AC-1,succeeded,true,,/)
})

test('names the record in ServiceNow, and where it is', () => {
  const [, row] = resultsCsv([result('AC-1')]).split('\r\n')

  expect(row).toContain(',sys-AC-1,https://example.service-now.com/t.do?sys_id=sys-AC-1,')
})
