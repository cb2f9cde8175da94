import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi } from 'vitest'
import { connection, problem } from '@/testing/fixtures'
import { server } from '@/testing/server'
import { accessToken, config, signedInSession } from '@/testing/session'
import { apiUrl } from '@/testing/urls'
import { answerOf, api, connectApi } from './api'
import type { ApiProblem } from './problem'
import type { Session } from './session'

let session: Session

beforeEach(() => {
  session = signedInSession({ roles: ['author'] })
  connectApi(session)
})

const readConnection = () => answerOf(api.GET('/api/v1/connection'))
const failure = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: unknown) => error as ApiProblem,
  )
const tokenOf = (request: Request) => request.headers.get('Authorization')

test('sends the access token', async () => {
  const token = vi.fn()
  server.use(
    http.get(apiUrl('/connection'), ({ request }) => {
      token(tokenOf(request))
      return HttpResponse.json(connection())
    }),
  )

  expect(await readConnection()).toEqual(connection())
  expect(token).toHaveBeenCalledWith(`Bearer ${accessToken(['author'])}`)
})

test('a refused call throws its problem document, with all that it carries', async () => {
  const errors = [{ field: 'instance_url', message: 'Use https.' }]
  const body = problem(422, 'invalid_request', 'Correct the fields.', { errors, reference: 'r-1' })
  server.use(http.get(apiUrl('/connection'), () => HttpResponse.json(body, { status: 422 })))

  expect(await failure(readConnection())).toMatchObject({
    name: 'ApiProblem',
    status: 422,
    code: 'invalid_request',
    detail: 'Correct the fields.',
    errors,
    document: { reference: 'r-1' },
  })
})

test('an answer that is no problem document still says what to do', async () => {
  server.use(http.get(apiUrl('/connection'), () => new HttpResponse('<html>', { status: 502 })))

  const error = await failure(readConnection())

  expect(error).toMatchObject({ status: 502, code: 'unexpected_answer', isTemporary: true })
  expect(error?.detail).toContain('Try again')
})

test('no answer at all is offline', async () => {
  server.use(http.get(apiUrl('/connection'), () => HttpResponse.error()))

  expect(await failure(readConnection())).toMatchObject({ code: 'offline', isTemporary: true })
})

test('a 401 renews the token once and repeats the call, body included', async () => {
  const bodies: unknown[] = []
  server.use(
    http.post(config.identity_url, () =>
      HttpResponse.json({
        AuthenticationResult: { AccessToken: accessToken(['author'], 'new'), ExpiresIn: 60 },
      }),
    ),
    http.post(apiUrl('/push'), async ({ request }) => {
      bodies.push(await request.json())
      const isNew = tokenOf(request) === `Bearer ${accessToken(['author'], 'new')}`
      return isNew
        ? HttpResponse.json({ job_id: 'j-1' }, { status: 202 })
        : HttpResponse.json(problem(401, 'unauthorized', 'Sign in.'), { status: 401 })
    }),
  )

  const job = await answerOf(
    api.POST('/api/v1/push', {
      params: { header: { 'idempotency-key': 'key-1' } },
      body: { statement_ids: ['a'] },
    }),
  )

  expect(job).toEqual({ job_id: 'j-1' })
  expect(bodies).toEqual([{ statement_ids: ['a'] }, { statement_ids: ['a'] }])
  session.stop()
})

test('a second 401 ends the session', async () => {
  let calls = 0
  server.use(
    http.post(config.identity_url, () =>
      HttpResponse.json({ AuthenticationResult: { AccessToken: accessToken(['author']), ExpiresIn: 60 } }),
    ),
    http.get(apiUrl('/connection'), () => {
      calls += 1
      return HttpResponse.json(problem(401, 'unauthorized', 'Sign in.'), { status: 401 })
    }),
  )

  expect(await failure(readConnection())).toMatchObject({ status: 401 })
  expect(calls).toBe(2)
  expect(session.state().status).toBe('expired')
})

test('a renewal that is refused ends the session', async () => {
  server.use(
    http.post(config.identity_url, () => HttpResponse.json({}, { status: 400 })),
    http.get(apiUrl('/connection'), () =>
      HttpResponse.json(problem(401, 'unauthorized', 'Sign in.'), { status: 401 }),
    ),
  )

  expect(await failure(readConnection())).toMatchObject({ code: 'session_ended' })
  expect(session.state().status).toBe('expired')
})

test('an abandoned call is no problem to show', async () => {
  const controller = new AbortController()
  const call = failure(answerOf(api.GET('/api/v1/connection', { signal: controller.signal })))
  controller.abort()

  expect((await call)?.name).toBe('AbortError')
})
