import type { Config } from './config'

/** Cognito refuses to renew: the person must sign in again. */
export class SessionEndedError extends Error {
  override readonly name = 'SessionEndedError'
}

export interface RenewedTokens {
  accessToken: string
  /** A new one only when the user pool rotates refresh tokens. */
  refreshToken: string | undefined
  expiresIn: number
}

interface AuthenticationResult {
  AccessToken: string
  RefreshToken?: string
  ExpiresIn: number
}

/** Longer than any answer takes; somebody who signs out offline is not kept waiting. */
const REVOKING_MS = 3000

/**
 * Asks Cognito's API for new tokens. The hosted pages' /oauth2/token would do in AWS, but the local AWS leaves out
 * `cognito:groups` there.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_InitiateAuth.html
 */
export async function renewTokens(config: Config, refreshToken: string): Promise<RenewedTokens> {
  const response = await call(config, 'InitiateAuth', {
    AuthFlow: 'REFRESH_TOKEN_AUTH',
    ClientId: config.client_id,
    AuthParameters: { REFRESH_TOKEN: refreshToken },
  })
  if (response.status === 400) throw new SessionEndedError('Cognito refused the refresh token')
  if (!response.ok) throw new Error(`Cognito answered ${response.status}`)
  const { AuthenticationResult: result } = (await response.json()) as {
    AuthenticationResult?: AuthenticationResult
  }
  if (!result) throw new SessionEndedError('Cognito asks for more than the refresh token')
  return {
    accessToken: result.AccessToken,
    refreshToken: result.RefreshToken,
    expiresIn: result.ExpiresIn,
  }
}

/**
 * Makes the refresh token, and the access tokens that came of it, useless at Cognito. Whether it worked is answered
 * and not thrown: somebody who signs out is signed out on this computer in any case.
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html
 */
export async function revokeTokens(config: Config, refreshToken: string): Promise<boolean> {
  const request = { Token: refreshToken, ClientId: config.client_id }
  return call(config, 'RevokeToken', request, AbortSignal.timeout(REVOKING_MS)).then(
    (response) => response.ok,
    () => false,
  )
}

function call(config: Config, operation: string, body: object, signal?: AbortSignal): Promise<Response> {
  return fetch(config.identity_url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/x-amz-json-1.1',
      'X-Amz-Target': `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  })
}
