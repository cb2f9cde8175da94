import { MantineProvider } from '@mantine/core'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { Suspense, useSyncExternalStore, type ReactNode } from 'react'
import { lazyPart, Nothing } from '@/components/lazyPart'
import { areToastsWanted, onToastsWanted } from '@/components/toast'
import type { Session } from '@/lib/session'
import { SessionContext } from '@/lib/useSession'
import { readableTexts, theme } from './theme'

// Nothing to show at first: not in the JavaScript that the first page waits for.
const Toasts = lazyPart(async () => (await import('@mantine/notifications')).Notifications, Nothing)

interface ProvidersProps {
  session: Session
  queryClient: QueryClient
  /** `test` renders without transitions, portals' delays, and style sheets that jsdom would match for each query by role. */
  env?: 'default' | 'test'
  children: ReactNode
}

export function Providers({ session, queryClient, env = 'default', children }: ProvidersProps) {
  const hasToasts = useSyncExternalStore(onToastsWanted, areToastsWanted)
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readableTexts}
      defaultColorScheme="auto"
      env={env}
      withCssVariables={env !== 'test'}
      withGlobalClasses={env !== 'test'}
    >
      {hasToasts && (
        <Suspense fallback={null}>
          {/* Below the header, and away from the buttons at the bottom. */}
          <Toasts position="top-center" styles={{ root: { marginTop: 56 } }} />
        </Suspense>
      )}
      <SessionContext value={session}>
        <QueryClientProvider client={queryClient}>{children}</QueryClientProvider>
      </SessionContext>
    </MantineProvider>
  )
}
