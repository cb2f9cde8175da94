import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { apiUrl } from './urls'
import { connection } from './fixtures'

const LISTS = {
  '/systems': { systems: [] },
  '/statements': { statements: [] },
  '/push/modified': { statements: [], total_count: 0, total_is_exact: true },
  '/push': { jobs: [] },
  '/audit': { records: [] },
  '/schedules': { schedules: [] },
  '/schedules/runs': { runs: [] },
}

const emptyLists = Object.entries(LISTS).map(([path, list]) =>
  http.get(apiUrl(path), () => HttpResponse.json({ ...list, unreadable: [], next_cursor: null })),
)

/** What every page asks for, of a product in which nothing is yet. A test adds its own answers with `server.use(…)`. */
export const server = setupServer(
  http.get(apiUrl('/connection'), () => HttpResponse.json(connection())),
  http.get(apiUrl('/operations'), () =>
    HttpResponse.json({ writes: 'on', reason: null, changed_by: null, changed_at: null }),
  ),
  ...emptyLists,
)
