import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { connectApi } from '@/lib/api'
import { loadConfig } from '@/lib/config'
import { createQueryClient } from '@/lib/queryClient'
import { Session } from '@/lib/session'
import { Providers } from './providers'
import { createAppRouter } from './router'
import { StartFailed } from './StartFailed'

const root = createRoot(document.getElementById('root') ?? document.body)

/** Signs in if need be; true when the app can be shown in this window. */
async function signedIn(session: Session): Promise<boolean> {
  const { pathname, search, hash } = window.location
  if (pathname === '/signed-in') {
    const returnTo = await session.completeSignIn()
    if (returnTo === null) return false
    window.history.replaceState(null, '', returnTo)
    return true
  }
  session.start()
  if (session.state().status !== 'signed_out') return true
  await session.signIn(pathname + search + hash)
  return false
}

async function start(): Promise<void> {
  const session = new Session(await loadConfig())
  connectApi(session)
  if (!(await signedIn(session))) return
  root.render(
    <StrictMode>
      <Providers session={session} queryClient={createQueryClient()}>
        <RouterProvider router={createAppRouter()} />
      </Providers>
    </StrictMode>,
  )
}

start().catch((error: unknown) => {
  console.error(error)
  root.render(<StartFailed />)
})
