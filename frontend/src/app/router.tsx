import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  type RouterHistory,
} from '@tanstack/react-router'
import { validateAuditPageSearch } from '@/pages/AuditPage.search'
import { validateHistoryPageSearch } from '@/pages/HistoryPage.search'
import { validatePushJobPageSearch } from '@/pages/PushJobPage.search'
import { validatePushPageSearch } from '@/pages/PushPage.search'
import { validateStatementPageSearch } from '@/pages/StatementPage.search'
import { validateSystemPageSearch } from '@/pages/SystemPage.search'
import { validateSystemsPageSearch } from '@/pages/SystemsPage.search'
import { PageFailed } from './PageFailed'
import { PageLoading } from './PageLoading'
import { Shell } from './shell/Shell'

const rootRoute = createRootRoute({
  component: Shell,
  notFoundComponent: lazyRouteComponent(() => import('@/pages/NotFoundPage'), 'NotFoundPage'),
})

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: lazyRouteComponent(() => import('@/pages/HomePage'), 'HomePage'),
})

const pushRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/push',
  validateSearch: validatePushPageSearch,
  component: lazyRouteComponent(() => import('@/pages/PushPage'), 'PushPage'),
})

const pushJobRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/push/$jobId',
  validateSearch: validatePushJobPageSearch,
  component: lazyRouteComponent(() => import('@/pages/PushJobPage'), 'PushJobPage'),
})

const pushReportRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/push/$jobId/print',
  component: lazyRouteComponent(() => import('@/pages/PushReportPage'), 'PushReportPage'),
})

const systemsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/systems',
  validateSearch: validateSystemsPageSearch,
  component: lazyRouteComponent(() => import('@/pages/SystemsPage'), 'SystemsPage'),
})

const systemRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/systems/$systemId',
  validateSearch: validateSystemPageSearch,
  component: lazyRouteComponent(() => import('@/pages/SystemPage'), 'SystemPage'),
})

const statementRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/statements/$statementId',
  validateSearch: validateStatementPageSearch,
  component: lazyRouteComponent(() => import('@/pages/StatementPage'), 'StatementPage'),
})

const historyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/history',
  validateSearch: validateHistoryPageSearch,
  component: lazyRouteComponent(() => import('@/pages/HistoryPage'), 'HistoryPage'),
})

const schedulesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/schedules',
  component: lazyRouteComponent(() => import('@/pages/SchedulesPage'), 'SchedulesPage'),
})

const newScheduleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/schedules/new',
  component: lazyRouteComponent(() => import('@/pages/NewSchedulePage'), 'NewSchedulePage'),
})

const scheduleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/schedules/$scheduleId',
  component: lazyRouteComponent(() => import('@/pages/SchedulePage'), 'SchedulePage'),
})

const scheduleEditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/schedules/$scheduleId/edit',
  component: lazyRouteComponent(() => import('@/pages/ScheduleEditPage'), 'ScheduleEditPage'),
})

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  validateSearch: validateAuditPageSearch,
  component: lazyRouteComponent(() => import('@/pages/AuditPage'), 'AuditPage'),
})

const connectionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/connection',
  component: lazyRouteComponent(() => import('@/pages/ConnectionPage'), 'ConnectionPage'),
})

const routeTree = rootRoute.addChildren([
  homeRoute,
  pushRoute,
  pushJobRoute,
  pushReportRoute,
  systemsRoute,
  systemRoute,
  statementRoute,
  historyRoute,
  schedulesRoute,
  newScheduleRoute,
  scheduleRoute,
  scheduleEditRoute,
  auditRoute,
  connectionRoute,
])

/** `history` is given by tests only. */
export function createAppRouter(history?: RouterHistory) {
  return createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultErrorComponent: PageFailed,
    defaultPendingComponent: PageLoading,
    scrollRestoration: true,
    ...(history && { history }),
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
