import { Burger, Group, Stack } from '@mantine/core'
import { useDisclosure, useHotkeys } from '@mantine/hooks'
import { Link, Outlet } from '@tanstack/react-router'
import { Suspense } from 'react'
import { lazyPart, Nothing } from '@/components/lazyPart'
import { ConnectionMark } from '@/features/connection/components/ConnectionMark'
import { StoppedBanner } from '@/features/operations/StoppedBanner'
import { useSession } from '@/lib/useSession'
import { ApiAwayBanner } from './ApiAwayBanner'
import { NavigationLinks } from './NavigationLinks'
import { NoRole } from './NoRole'
import { OfflineBanner } from './OfflineBanner'
import { SessionBanner } from './SessionBanner'
import styles from './Shell.module.css'
import { UserMenu } from './UserMenu'

const PushWatcher = lazyPart(
  async () => (await import('@/features/push/job/PushWatcher')).PushWatcher,
  Nothing,
)
const KeyHelp = lazyPart(async () => (await import('./KeyHelp')).KeyHelp)

/** What stands around every page. */
export function Shell() {
  const [menuOpened, { toggle, close }] = useDisclosure(false)
  const [keysOpened, { open: openKeys, close: closeKeys }] = useDisclosure(false)
  const { can } = useSession()
  useHotkeys([['shift+?', openKeys]])

  return (
    <div className={styles.shell}>
      <a href="#main" className={styles.skip}>
        Skip to the content
      </a>
      <header className={styles.header}>
        <Group gap="sm" wrap="nowrap">
          <Burger
            hiddenFrom="lg"
            size="sm"
            opened={menuOpened}
            onClick={toggle}
            aria-label="Navigation"
            aria-expanded={menuOpened}
          />
          <Link to="/" className={styles.product} aria-label="Control Package Push, first page">
            <img src="/favicon.svg" alt="" width={24} height={24} />
            <Group visibleFrom="xs" component="span" className={styles.name}>
              Control Package Push
            </Group>
          </Link>
          <Group visibleFrom="lg">
            <NavigationLinks layout="row" />
          </Group>
        </Group>
        <Group gap="sm" wrap="nowrap">
          {can('read') && (
            <Suspense>
              <PushWatcher />
            </Suspense>
          )}
          {can('read') && <ConnectionMark />}
          <UserMenu />
        </Group>
      </header>
      {menuOpened && (
        <Stack className={styles.menu} hiddenFrom="lg">
          <NavigationLinks layout="column" onNavigate={close} />
        </Stack>
      )}
      <main id="main" tabIndex={-1} className={styles.main}>
        <Stack className={styles.page} gap="md">
          {keysOpened && (
            <Suspense>
              <KeyHelp onClose={closeKeys} />
            </Suspense>
          )}
          <SessionBanner />
          <OfflineBanner />
          {can('read') && <ApiAwayBanner />}
          {can('read') && <StoppedBanner />}
          <div>{can('read') ? <Outlet /> : <NoRole />}</div>
        </Stack>
      </main>
    </div>
  )
}
