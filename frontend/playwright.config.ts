import { defineConfig } from '@playwright/test'
import { chromiumPath } from './scripts/chromium.mjs'

const root = `${import.meta.dirname}/..`
// These run once more on the site with the files, headers and routes that are staged for production.
const isStaged = Boolean(process.env.AS_STAGED)
const name = isStaged ? 'e2e-staged' : 'e2e'
// Ports of their own, so that the tests run beside `make run` and each other; E2E_PORT is the first of three.
const firstPort = Number(process.env.E2E_PORT ?? (isStaged ? 8185 : 8180))
const ports = { web: firstPort, simulator: firstPort + 1, aws: firstPort + 2 }
export const stateDir = `${root}/.cache/${name}`
const smoke =
  /fits, wide and narrow|from the list to ServiceNow|resolved in three ways|bold, list, link and table/

export default defineConfig({
  testDir: 'e2e',
  ...(isStaged && { grep: smoke }),
  outputDir: `test-results/${name}`,
  // One product, one ServiceNow: the stories share them, each with a system of its own.
  workers: 1,
  // A busy machine is no failure.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  forbidOnly: Boolean(process.env.CI),
  // A machine that stalls is no failure of the product; what needed its second try is reported as flaky.
  retries: process.env.CI ? 1 : 0,
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${ports.web}`,
    screenshot: 'only-on-failure',
    // To record a trace of each test doubles what the browser has to do. By hand: --trace on.
    trace: 'on-first-retry',
    launchOptions: {
      ...(chromiumPath && { executablePath: chromiumPath }),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    command: [
      `exec ${root}/.venv/bin/python -m infra.local --state-dir ${stateDir}`,
      ...(isStaged ? ['--as-staged'] : []),
      `--web-port ${ports.web} --aws-port ${ports.aws} --simulator-port ${ports.simulator}`,
    ].join(' '),
    cwd: root,
    env: { PYTHONPATH: `.:functions` },
    url: `http://127.0.0.1:${ports.web}/config.json`,
    timeout: 300_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    stdout: 'pipe',
  },
})
