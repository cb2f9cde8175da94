import { QueryClient } from '@tanstack/react-query'
import { createMemoryHistory, RouterProvider } from '@tanstack/react-router'
import { createRootRoute, createRoute, createRouter, type AnyRouter } from '@tanstack/react-router'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import type { ReactNode } from 'react'
import { PageFailed } from '@/app/PageFailed'
import { Providers } from '@/app/providers'
import { createAppRouter } from '@/app/router'
import { connectApi } from '@/lib/api'
import type { Role } from '@/lib/roles'
import type { Session } from '@/lib/session'
import { signedInSession } from './session'

interface Options {
  roles?: readonly Role[]
  session?: Session
}

async function renderRouter(options: Options, routerFor: () => AnyRouter | Promise<AnyRouter>) {
  const session = options.session ?? signedInSession({ roles: options.roles ?? ['author'] })
  connectApi(session)
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false }, mutations: { retry: false } },
  })
  const router = await routerFor()
  const user = userEvent.setup({ delay: null })
  const view = render(
    <Providers session={session} queryClient={queryClient} env="test">
      <RouterProvider router={router} />
    </Providers>,
  )
  return { ...view, user, session, queryClient, router }
}

/** The whole app at an address, as somebody with these roles sees it. */
export async function renderApp(path: string, options: Options = {}) {
  const history = createMemoryHistory({ initialEntries: [path] })
  const result = await renderRouter(options, async () => {
    const router = createAppRouter(history)
    // The page's code is loaded before, so that no test waits for it against the clock.
    await router.load()
    return router
  })
  await screen.findByRole('main')
  return result
}

/** One component with all the providers, at an address where nothing else is. */
export async function renderWithProviders(ui: ReactNode, options: Options = {}) {
  const rootRoute = createRootRoute()
  const route = createRoute({ getParentRoute: () => rootRoute, path: '$', component: () => ui })
  const routeTree = rootRoute.addChildren([route])
  const history = createMemoryHistory({ initialEntries: ['/'] })
  return renderRouter(options, () => createRouter({ routeTree, history, defaultErrorComponent: PageFailed }))
}
