import type { LinkProps } from '@tanstack/react-router'
import type { Action } from '@/lib/roles'

interface Destination {
  to: NonNullable<LinkProps['to']>
  label: string
  /** Who is shown it. */
  needs: Action
}

export const DESTINATIONS: readonly Destination[] = [
  { to: '/', label: 'Home', needs: 'read' },
  { to: '/push', label: 'Push', needs: 'read' },
  { to: '/systems', label: 'Systems', needs: 'read' },
  { to: '/history', label: 'History', needs: 'read' },
  { to: '/schedules', label: 'Schedules', needs: 'read' },
  { to: '/audit', label: 'Audit', needs: 'read' },
  { to: '/connection', label: 'Connection', needs: 'connection' },
]
