import createClient from 'openapi-fetch'
import type { components, paths } from './api.gen'
import { offlineProblem, problemOf, sessionEndedProblem } from './problem'
import { SessionEndedError } from './tokens'
import type { Session } from './session'

export type Schemas = components['schemas']

let session: Session | null = null

/** Says whose token the API calls carry. Called once, when the app starts. */
export function connectApi(current: Session): void {
  session = current
}

/**
 * The API. A call that is refused throws an ApiProblem, so wrap it in `answerOf`:
 * `answerOf(api.GET('/api/v1/push/{job_id}', { params: { path: { job_id } }, signal }))`.
 */
export const api = createClient<paths>({ baseUrl: window.location.origin, fetch: fetchWithToken })

/** The body of a call's answer. */
export async function answerOf<Body>(call: Promise<{ data?: Body }>): Promise<Body> {
  const { data } = await call
  if (data === undefined) throw offlineProblem()
  return data
}

async function fetchWithToken(request: Request): Promise<Response> {
  const again = request.clone()
  const response = await send(request, () => currentSession().token())
  if (response.status !== 401) return response
  const second = await send(again, () => currentSession().renew())
  if (second.status === 401) currentSession().markExpired()
  return second
}

async function send(request: Request, token: () => Promise<string>): Promise<Response> {
  try {
    request.headers.set('Authorization', `Bearer ${await token()}`)
    return await fetch(request)
  } catch (error) {
    if (request.signal.aborted) throw error
    if (error instanceof SessionEndedError) throw sessionEndedProblem()
    throw offlineProblem()
  }
}

function currentSession(): Session {
  if (!session) throw new Error('connectApi() must come before the first call')
  return session
}

api.use({
  async onResponse({ response }) {
    if (!response.ok) throw await problemOf(response)
  },
})
