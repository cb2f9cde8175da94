import { answerOf, api } from '@/lib/api'

/** The API's largest page. */
const PAGE = 200

/** The most statements that one push takes. */
export const PUSH_LIMIT = 1000

type Cursor = string | null

export function listModified(cursor: Cursor, signal: AbortSignal) {
  const query = { limit: PAGE, cursor }
  return answerOf(api.GET('/api/v1/push/modified', { params: { query }, signal }))
}

/** Compares one statement with ServiceNow as it is now. */
export async function checkOne(statementId: string, signal: AbortSignal) {
  const body = { statement_ids: [statementId] }
  const { conflicts } = await answerOf(api.POST('/api/v1/push/check-conflicts', { body, signal }))
  return conflicts[0] ?? null
}

/** The same key and ids start one job, however often this is called. */
export function startPush(statementIds: string[], idempotencyKey: string) {
  const header = { 'idempotency-key': idempotencyKey }
  const body = { statement_ids: statementIds }
  return answerOf(api.POST('/api/v1/push', { params: { header }, body }))
}

export function readJob(jobId: string, signal: AbortSignal) {
  const path = { job_id: jobId }
  return answerOf(api.GET('/api/v1/push/{job_id}', { params: { path }, signal }))
}

export function listRecentJobs(signal: AbortSignal) {
  return answerOf(api.GET('/api/v1/push', { params: { query: { limit: PAGE } }, signal }))
}

export function listResults(jobId: string, cursor: Cursor, signal: AbortSignal) {
  const params = { path: { job_id: jobId }, query: { limit: PAGE, cursor } }
  return answerOf(api.GET('/api/v1/push/{job_id}/results', { params, signal }))
}

export function cancelPush(jobId: string) {
  return answerOf(api.POST('/api/v1/push/{job_id}/cancel', { params: { path: { job_id: jobId } } }))
}

export function retryPush(jobId: string, idempotencyKey: string) {
  const params = { path: { job_id: jobId }, header: { 'idempotency-key': idempotencyKey } }
  return answerOf(api.POST('/api/v1/push/{job_id}/retry', { params }))
}

export function readAudit(auditId: string, signal: AbortSignal) {
  const path = { audit_id: auditId }
  return answerOf(api.GET('/api/v1/audit/{audit_id}', { params: { path }, signal }))
}
