import type { Config } from '@/lib/config'
import type { Role } from '@/lib/roles'
import { Session } from '@/lib/session'
import { storeTokens } from '@/lib/tokenStore'

export const config: Config = {
  sign_in_url: 'https://sign-in.example.test',
  identity_url: 'https://identity.example.test/',
  client_id: 'web-app',
}

/** An access token that looks like Cognito's; nobody verifies it here. */
export function accessToken(groups: readonly string[], username = 'ana'): string {
  const encode = (part: object) => btoa(JSON.stringify(part)).replaceAll('=', '')
  const claims = { sub: 'sub-1', username, token_use: 'access', 'cognito:groups': groups }
  return `${encode({ alg: 'none' })}.${encode(claims)}.signature`
}

interface SignedIn {
  roles?: readonly Role[]
  username?: string
  expiresIn?: number
}

/** A session as it is after a sign-in. */
export function signedInSession(signedIn: SignedIn = {}): Session {
  const session = new Session(config)
  signIn(session, signedIn)
  return session
}

/** Somebody signs in, in place of whoever was before. */
export function signIn(session: Session, signedIn: SignedIn): void {
  const { roles = ['author'], username = 'ana', expiresIn = 3600 } = signedIn
  storeTokens(config, {
    access_token: accessToken(roles, username),
    refresh_token: 'refresh-1',
    token_type: 'Bearer',
    expires_at: Math.floor(Date.now() / 1000) + expiresIn,
    profile: { email: 'ana@example.test' },
  })
  session.start()
}
