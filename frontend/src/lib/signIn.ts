import { UserManager, WebStorageStateStore } from 'oidc-client-ts'
import type { Config } from './config'
import type { StoredTokens } from './tokenStore'

/** The flows of the hosted sign-in page. Loaded when somebody signs in: most pages open in a tab that is signed in. */
export function userManagerFor(config: Config): UserManager {
  const origin = window.location.origin
  return new UserManager({
    authority: config.sign_in_url,
    metadata: {
      issuer: config.sign_in_url,
      authorization_endpoint: `${config.sign_in_url}/oauth2/authorize`,
      token_endpoint: `${config.sign_in_url}/oauth2/token`,
    },
    client_id: config.client_id,
    redirect_uri: `${origin}/signed-in`,
    scope: 'openid',
    // Session storage: each tab has its own sign-in, and closing the tab ends it.
    userStore: new WebStorageStateStore({ store: window.sessionStorage }),
    stateStore: new WebStorageStateStore({ store: window.sessionStorage }),
    automaticSilentRenew: false,
    monitorSession: false,
    loadUserInfo: false,
  })
}

/** Leaves for the sign-in page; `completeSignIn` later says where to return to. */
export async function leaveToSignIn(config: Config, returnTo: string): Promise<void> {
  await userManagerFor(config).signinRedirect({ state: { returnTo } })
}

/** In the window of that name, which is open already. */
export async function signInWithPopup(config: Config, popupWindowTarget: string): Promise<StoredTokens> {
  return userManagerFor(config).signinPopup({ popupWindowTarget })
}

/** Takes the answer of the sign-in page; null in a window that was opened for it, which is done then. */
export async function completeSignIn(
  config: Config,
): Promise<{ tokens: StoredTokens; returnTo: string } | null> {
  const manager = userManagerFor(config)
  if (await isPopup(manager)) {
    await manager.signinPopupCallback()
    return null
  }
  const user = await manager.signinRedirectCallback()
  return { tokens: user, returnTo: returnPath(user.state) }
}

/** A sign-in that this tab did not start was started by the window that opened it. */
async function isPopup(manager: UserManager): Promise<boolean> {
  if (!window.opener) return false
  const state = new URLSearchParams(window.location.search).get('state') ?? ''
  return (await manager.settings.stateStore.get(state)) === null
}

/** Only a path of this app: the state went through the browser and could name another site. */
function returnPath(state: unknown): string {
  const returnTo = (state as { returnTo?: unknown } | null)?.returnTo
  return typeof returnTo === 'string' && /^\/(?![/\\])/.test(returnTo) ? returnTo : '/'
}
