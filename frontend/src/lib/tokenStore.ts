import type { Config } from './config'

/** What a sign-in left in this tab, as oidc-client-ts stores it. */
export interface StoredTokens {
  access_token: string
  refresh_token?: string | undefined
  token_type: string
  profile: { email?: string | undefined }
  /** Seconds since 1970. */
  expires_at?: number | undefined
}

/** oidc-client-ts writes it under this name. */
function storageKey({ sign_in_url, client_id }: Config): string {
  return `oidc.user:${sign_in_url}:${client_id}`
}

export function loadTokens(config: Config): StoredTokens | null {
  try {
    const tokens: unknown = JSON.parse(window.sessionStorage.getItem(storageKey(config)) ?? 'null')
    return isTokens(tokens) ? tokens : null
  } catch {
    return null
  }
}

export function storeTokens(config: Config, tokens: StoredTokens): void {
  window.sessionStorage.setItem(storageKey(config), JSON.stringify(tokens))
}

/** 0 or less: they have ended. */
export function secondsLeft({ expires_at }: StoredTokens): number {
  return (expires_at ?? 0) - nowInSeconds()
}

export function nowInSeconds(): number {
  return Math.floor(Date.now() / 1000)
}

function isTokens(value: unknown): value is StoredTokens {
  if (typeof value !== 'object' || value === null) return false
  const { access_token, profile } = value as Partial<StoredTokens>
  return typeof access_token === 'string' && typeof profile === 'object'
}
