import { userOf, type SignedInUser } from './accessToken'
import type { Config } from './config'
import { renewTokens, revokeTokens, SessionEndedError } from './tokens'
import { loadTokens, nowInSeconds, secondsLeft, storeTokens, type StoredTokens } from './tokenStore'

export type SessionState =
  { status: 'signed_out'; user: null } | { status: 'signed_in' | 'expired'; user: SignedInUser }

/** Renewed this long before the access token ends, or after half its life if that is shorter. */
const RENEW_BEFORE_SECONDS = 300
const LONGEST_TIMER_SECONDS = 24 * 60 * 60
/** After a renewal that failed for want of a network. */
const TRY_AGAIN_SECONDS = 30
/** The name of the window for a new sign-in. */
const POPUP = 'control-package-push-sign-in'
const SIGNED_OUT: SessionState = { status: 'signed_out', user: null }

/** Who is signed in, and the access token that the API gets. One per page. */
export class Session {
  readonly #config: Config
  readonly #listeners = new Set<() => void>()
  #state: SessionState = SIGNED_OUT
  #tokens: StoredTokens | null = null
  #renewal: Promise<string> | null = null
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(config: Config) {
    this.#config = config
  }

  readonly state = (): SessionState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Takes up the sign-in that this tab already has. */
  start(): void {
    this.#adopt(loadTokens(this.#config))
  }

  /** Stops renewing. */
  stop(): void {
    clearTimeout(this.#timer)
  }

  /** The access token for the next call, renewed first if it has ended. */
  async token(): Promise<string> {
    if (!this.#tokens) throw new SessionEndedError('nobody is signed in')
    return secondsLeft(this.#tokens) <= 0 ? this.renew() : this.#tokens.access_token
  }

  /** A new access token. Calls that come while one is under way share it. */
  renew(): Promise<string> {
    this.#renewal ??= this.#renewNow().finally(() => {
      this.#renewal = null
    })
    return this.#renewal
  }

  /** The API or Cognito refused: the app stays as it is and asks to sign in again. */
  markExpired(): void {
    clearTimeout(this.#timer)
    if (this.#state.status === 'signed_in') this.#publish({ status: 'expired', user: this.#state.user })
  }

  /** Leaves for the hosted sign-in page; `completeSignIn` later says where to return to. */
  async signIn(returnTo: string): Promise<void> {
    const { leaveToSignIn } = await import('./signIn')
    await leaveToSignIn(this.#config, returnTo)
  }

  /** Signs in again in a small window, so that nothing on the page is lost; in this one if windows are blocked. */
  async signInAgain(returnTo: string): Promise<void> {
    // At once: a browser blocks windows that do not follow a click.
    const popup = window.open('', POPUP, 'popup,width=480,height=640')
    if (!popup) return this.signIn(returnTo)
    const { signInWithPopup } = await import('./signIn')
    this.#adopt(await signInWithPopup(this.#config, POPUP))
  }

  /** On /signed-in: takes the answer of the sign-in page and says where the person wanted to go. */
  async completeSignIn(): Promise<string | null> {
    const { completeSignIn } = await import('./signIn')
    const completed = await completeSignIn(this.#config)
    if (!completed) return null
    this.#adopt(completed.tokens)
    return completed.returnTo
  }

  /** Forgets the sign-in here and at the sign-in page, and makes its tokens useless. */
  async signOut(): Promise<void> {
    clearTimeout(this.#timer)
    if (this.#tokens?.refresh_token) await revokeTokens(this.#config, this.#tokens.refresh_token)
    window.sessionStorage.clear()
    const query = new URLSearchParams({
      client_id: this.#config.client_id,
      logout_uri: `${window.location.origin}/`,
    })
    window.location.assign(`${this.#config.sign_in_url}/logout?${query.toString()}`)
  }

  async #renewNow(): Promise<string> {
    const before = this.#tokens
    if (!before?.refresh_token) {
      this.markExpired()
      throw new SessionEndedError('there is no refresh token')
    }
    try {
      const renewed = await renewTokens(this.#config, before.refresh_token)
      const tokens: StoredTokens = {
        ...before,
        access_token: renewed.accessToken,
        refresh_token: renewed.refreshToken ?? before.refresh_token,
        expires_at: nowInSeconds() + renewed.expiresIn,
      }
      storeTokens(this.#config, tokens)
      this.#adopt(tokens)
      return tokens.access_token
    } catch (error) {
      if (error instanceof SessionEndedError) this.markExpired()
      else this.#renewIn(TRY_AGAIN_SECONDS)
      throw error
    }
  }

  #adopt(tokens: StoredTokens | null): void {
    this.#tokens = tokens
    if (!tokens) {
      this.#publish(SIGNED_OUT)
      return
    }
    this.#publish({ status: 'signed_in', user: userOf(tokens.access_token, tokens.profile.email) })
    const left = Math.max(secondsLeft(tokens), 0)
    this.#renewIn(left - Math.min(RENEW_BEFORE_SECONDS, left / 2))
  }

  #renewIn(seconds: number): void {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(
      // A failure has already shown itself in the state, or is tried again.
      () => void this.renew().catch(() => undefined),
      Math.min(seconds, LONGEST_TIMER_SECONDS) * 1000,
    )
  }

  #publish(state: SessionState): void {
    this.#state = state
    for (const listener of this.#listeners) listener()
  }
}
