import { rolesOf, type Role } from './roles'

export interface SignedInUser {
  /** The name that the audit log records. */
  name: string
  /** What to call the person on screen. */
  displayName: string
  roles: Role[]
}

/** The claims of a JWT. They are shown, never trusted: the API verifies the token at each call. */
export function claimsOf(token: string): Record<string, unknown> {
  const payload = token.split('.')[1] ?? ''
  const base64 = payload.replaceAll('-', '+').replaceAll('_', '/')
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
  return JSON.parse(new TextDecoder().decode(bytes)) as Record<string, unknown>
}

export function userOf(accessToken: string, email?: string): SignedInUser {
  const { 'cognito:groups': groups, username, sub } = claimsOf(accessToken)
  const name = text(username) || text(sub)
  return {
    name,
    displayName: email ?? name,
    roles: rolesOf(Array.isArray(groups) ? groups.filter((group) => typeof group === 'string') : []),
  }
}

function text(claim: unknown): string {
  return typeof claim === 'string' ? claim : ''
}
