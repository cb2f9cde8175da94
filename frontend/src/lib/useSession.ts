import { createContext, use, useSyncExternalStore } from 'react'
import type { SignedInUser } from './accessToken'
import { mayDo, whyNot, type Action, type Role } from './roles'
import type { Session, SessionState } from './session'

export const SessionContext = createContext<Session | null>(null)

export interface CurrentSession {
  session: Session
  status: SessionState['status']
  user: SignedInUser | null
  roles: Role[]
  can: (action: Action) => boolean
  /** Why `action` is not offered; null when it is. */
  whyNot: (action: Action) => string | null
}

/** Who is signed in and what they may do. */
export function useSession(): CurrentSession {
  const session = use(SessionContext)
  if (!session) throw new Error('useSession needs SessionContext')
  const { status, user } = useSyncExternalStore(session.subscribe, session.state)
  const roles = user?.roles ?? []
  return {
    session,
    status,
    user,
    roles,
    can: (action) => mayDo(roles, action),
    whyNot: (action) => whyNot(roles, action),
  }
}
