import { Link } from '@tanstack/react-router'
import { useSession } from '@/lib/useSession'
import { DESTINATIONS } from './navigation'
import styles from './Shell.module.css'

interface NavigationLinksProps {
  layout: 'row' | 'column'
  onNavigate?: () => void
}

export function NavigationLinks({ layout, onNavigate }: NavigationLinksProps) {
  const { can } = useSession()
  return (
    <nav aria-label="Main" className={styles[layout]}>
      {DESTINATIONS.filter(({ needs }) => can(needs)).map(({ to, label }) => (
        <Link
          key={to}
          to={to}
          activeOptions={{ exact: to === '/' }}
          className={styles.link}
          onClick={onNavigate}
        >
          {label}
        </Link>
      ))}
    </nav>
  )
}
