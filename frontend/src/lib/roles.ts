export type Role = 'author' | 'admin' | 'auditor'

export type Action =
  | 'read'
  | 'export'
  | 'edit'
  | 'pull'
  | 'check'
  | 'resolve'
  | 'push'
  | 'cancel'
  | 'retry'
  | 'connection'
  | 'schedules'
  | 'operations'

const ROLES: readonly Role[] = ['author', 'admin', 'auditor']

const READING: readonly Action[] = ['read', 'export']
const WRITING: readonly Action[] = ['edit', 'pull', 'check', 'resolve', 'push', 'cancel', 'retry']

/** The API refuses the same; this only keeps the app from offering what would be refused. */
const ALLOWED: Record<Role, readonly Action[]> = {
  auditor: READING,
  author: [...READING, ...WRITING],
  admin: [...READING, ...WRITING, 'connection', 'schedules', 'operations'],
}

export function rolesOf(groups: readonly string[]): Role[] {
  return ROLES.filter((role) => groups.includes(role))
}

export function mayDo(roles: readonly Role[], action: Action): boolean {
  return roles.some((role) => ALLOWED[role].includes(action))
}

/** Why the action is not offered, in words for a tooltip or a note; null when it is allowed. */
export function whyNot(roles: readonly Role[], action: Action): string | null {
  if (mayDo(roles, action)) return null
  if (roles.length === 0) return 'You have no role yet. Ask an administrator for one.'
  if (action === 'connection' || action === 'schedules' || action === 'operations')
    return 'Only administrators can change this. Ask an administrator.'
  return 'Your role can only read. Ask an administrator for the author role.'
}
