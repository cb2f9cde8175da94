import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { apiUrl } from './urls'
import { connection } from './fixtures'

/** What every page asks for. A test adds its own answers with `server.use(…)`. */
export const server = setupServer(http.get(apiUrl('/connection'), () => HttpResponse.json(connection())))
