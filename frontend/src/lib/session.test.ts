import { http, HttpResponse } from 'msw'
import { OidcClient } from 'oidc-client-ts'
import { expect, test, vi } from 'vitest'
import { server } from '@/testing/server'
import { accessToken, config, signedInSession } from '@/testing/session'
import { Session } from './session'
import { userManagerFor } from './signIn'

const renewed = (token: string) =>
  HttpResponse.json({ AuthenticationResult: { AccessToken: token, ExpiresIn: 3600 } })

test('the roles come from the groups in the access token; other groups count for nothing', () => {
  const session = signedInSession({ roles: ['author', 'auditor'] })

  expect(session.state()).toMatchObject({
    status: 'signed_in',
    user: { name: 'ana', displayName: 'ana@example.test', roles: ['author', 'auditor'] },
  })
})

test('renews with the refresh token at Cognito itself', async () => {
  const seen = vi.fn()
  server.use(
    http.post(config.identity_url, async ({ request }) => {
      seen(request.headers.get('x-amz-target'), await request.json())
      return renewed(accessToken(['admin']))
    }),
  )
  const session = signedInSession()

  await session.renew()

  expect(seen).toHaveBeenCalledWith('AWSCognitoIdentityProviderService.InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId: 'web-app',
    AuthParameters: { REFRESH_TOKEN: 'refresh-1' },
  })
  expect(await session.token()).toBe(accessToken(['admin']))
  expect(session.state().user?.roles).toEqual(['admin'])
})

test('renews once for all that ask meanwhile', async () => {
  let calls = 0
  server.use(
    http.post(config.identity_url, () => {
      calls += 1
      return renewed(accessToken(['author']))
    }),
  )
  const session = signedInSession({ expiresIn: -1 })

  await Promise.all([session.token(), session.token(), session.renew()])

  expect(calls).toBe(1)
})

test('renews by itself a few minutes before the end', async () => {
  vi.useFakeTimers()
  const session = signedInSession({ expiresIn: 3600 })
  const renew = vi.spyOn(session, 'renew').mockResolvedValue('')

  await vi.advanceTimersByTimeAsync(54 * 60_000)
  expect(renew).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(2 * 60_000)
  expect(renew).toHaveBeenCalledOnce()
  session.stop()
})

test('a refused refresh token ends the session and keeps the person', async () => {
  server.use(
    http.post(config.identity_url, () =>
      HttpResponse.json({ __type: 'NotAuthorizedException' }, { status: 400 }),
    ),
  )
  const session = signedInSession()

  await expect(session.renew()).rejects.toThrow('refused')

  expect(session.state()).toMatchObject({ status: 'expired', user: { name: 'ana' } })
})

test('a lost network does not end the session', async () => {
  server.use(http.post(config.identity_url, () => HttpResponse.error()))
  const session = signedInSession()

  await expect(session.renew()).rejects.toThrow()

  expect(session.state().status).toBe('signed_in')
  session.stop()
})

/** Comes back from the sign-in page as the browser would, having wanted to go to `returnTo`. */
async function comeBack(returnTo: string) {
  server.use(
    http.post(`${config.sign_in_url}/oauth2/token`, () =>
      HttpResponse.json({
        access_token: accessToken(['author']),
        id_token: accessToken([]),
        refresh_token: 'refresh-2',
        token_type: 'Bearer',
        expires_in: 3600,
      }),
    ),
  )
  const { state } = await new OidcClient(userManagerFor(config).settings).createSigninRequest({
    state: { returnTo },
    request_type: 'si:r',
  })
  window.history.replaceState(null, '', `/signed-in?code=c-1&state=${state.id}`)
  const session = new Session(config)
  const path = await session.completeSignIn()
  session.stop()
  return { session, path }
}

test('a sign-in leads back to where the person wanted to go', async () => {
  const { session, path } = await comeBack('/push/j-1?outcome=failed')

  expect(path).toBe('/push/j-1?outcome=failed')
  expect(session.state()).toMatchObject({ status: 'signed_in', user: { roles: ['author'] } })

  const afterReload = new Session(config)
  afterReload.start()
  expect(afterReload.state()).toEqual(session.state())
  expect(await afterReload.token()).toBe(await session.token())
  afterReload.stop()
})

test.each(['https://elsewhere.example/', '//elsewhere.example', '/\\elsewhere.example', ''])(
  'a sign-in never leads to another site (%j)',
  async (returnTo) => {
    expect((await comeBack(returnTo)).path).toBe('/')
  },
)

test('an answer that nobody here asked for is refused', async () => {
  window.history.replaceState(null, '', '/signed-in?code=c-1&state=forged')

  await expect(new Session(config).completeSignIn()).rejects.toThrow()
})

test('signing out makes the refresh token useless at Cognito', async () => {
  const seen = vi.fn()
  server.use(
    http.post(config.identity_url, async ({ request }) => {
      seen(request.headers.get('x-amz-target'), await request.json())
      return new HttpResponse(null, { status: 200 })
    }),
  )
  const session = signedInSession()

  await session.signOut()

  expect(seen).toHaveBeenCalledWith('AWSCognitoIdentityProviderService.RevokeToken', {
    Token: 'refresh-1',
    ClientId: 'web-app',
  })
})

test('signing out works offline, too', async () => {
  server.use(http.post(config.identity_url, () => HttpResponse.error()))
  const session = signedInSession()

  await session.signOut()

  expect(window.sessionStorage).toHaveLength(0)
})
