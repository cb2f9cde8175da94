// How long "Select all" takes on /push with 1,000 modified statements: from the click to the next painted frame.
// Serves the built site (`pnpm build` first) in Chromium, with the API answered in the page. Prints; asserts nothing.
import { chromium } from '@playwright/test'
import { preview } from 'vite'
import { chromiumPath } from '../scripts/chromium.mjs'

const COUNT = 1000
const ROUNDS = 15
const PAGE = 200
const AIM_MS = 100

const statements = Array.from({ length: COUNT }, (_, index) => ({
  id: `statement-${index}`,
  control_id: `AC-${index + 1}`,
  control_name: `Control ${index + 1}`,
  system_id: `system-${index % 5}`,
  system_name: `System ${index % 5}`,
  modified_at: '2026-01-15T09:30:00Z',
  modified_by: 'author@example.com',
  sync_status: index % 50 === 0 ? 'conflict' : 'modified',
  content_preview: 'Accounts are reviewed by their owners and by the security office. '.repeat(3),
}))

const encode = (part) => Buffer.from(JSON.stringify(part)).toString('base64url')
const claims = { sub: 'bench', username: 'bench', token_use: 'access', 'cognito:groups': ['author'] }
const signIn = {
  access_token: `${encode({ alg: 'none' })}.${encode(claims)}.signature`,
  refresh_token: 'refresh',
  token_type: 'Bearer',
  expires_at: Math.floor(Date.now() / 1000) + 36_000,
  profile: { sub: 'bench', iss: '', aud: '', exp: 0, iat: 0, email: 'bench@example.com' },
}
const config = { sign_in_url: 'https://sign-in.test', identity_url: 'https://id.test/', client_id: 'bench' }

const answers = {
  '/config.json': () => config,
  '/api/v1/push/modified': (query) => {
    const start = Number(query.get('cursor') ?? 0)
    const end = start + PAGE
    const next_cursor = end < COUNT ? String(end) : null
    return { statements: statements.slice(start, end), total_count: COUNT, next_cursor }
  },
  '/api/v1/connection': () => ({
    instance_url: 'https://example.test',
    status: 'connected',
    last_test_at: null,
  }),
}

async function answer(route) {
  const { pathname, searchParams } = new URL(route.request().url())
  const found = answers[pathname]
  return found ? route.fulfill({ json: found(searchParams) }) : route.continue()
}

/** In the page: the time from the click to the frame after the one in which its changes are painted. */
function clickToPaint(box) {
  return new Promise((resolve) => {
    const start = performance.now()
    box.click()
    requestAnimationFrame(() => {
      const painted = new MessageChannel()
      painted.port1.onmessage = () => resolve(performance.now() - start)
      painted.port2.postMessage(null)
    })
  })
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))].toFixed(1)

const server = await preview({ preview: { port: 0, host: '127.0.0.1' }, logLevel: 'silent' })
const browser = await chromium.launch({
  executablePath: chromiumPath,
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const page = await browser.newPage({ viewport: { width: 1400, height: 850 } })
  await page.addInitScript(
    ([key, value]) => sessionStorage.setItem(key, value),
    [`oidc.user:${config.sign_in_url}:${config.client_id}`, JSON.stringify(signIn)],
  )
  await page.route(/\/config\.json|\/api\//, answer)
  await page.goto(`http://127.0.0.1:${server.httpServer.address().port}/push`)
  const box = page.getByRole('checkbox', { name: /^Select all/, disabled: false })
  await box.waitFor()
  const times = []
  for (let round = 0; round < ROUNDS; round++) {
    times.push(await box.evaluate(clickToPaint))
    const selected = await page.getByText(/ selected$/).innerText()
    if (round === 0) console.log(`${selected} of ${COUNT}`)
    await page.getByRole('button', { name: 'Clear selection' }).click()
  }
  times.sort((a, b) => a - b)
  console.log(`select all, click to painted frame, ${ROUNDS} rounds (aim: ${AIM_MS} ms):`)
  console.log(`median ${at(times, 0.5)} ms, 90th ${at(times, 0.9)} ms, worst ${at(times, 1)} ms`)
} finally {
  await browser.close()
  await server.close()
}
