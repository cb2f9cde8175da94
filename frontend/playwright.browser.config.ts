import { defineConfig } from '@playwright/test'
import config from './playwright.config'

const port = Number(process.env.BROWSER_PORT ?? 8190)
const site = '../.cache/browser-site'

/** What only a real browser shows, of the built web app over canned answers: no product has to run. */
export default defineConfig({
  ...config,
  testDir: 'browser',
  outputDir: 'test-results/browser',
  workers: 2,
  fullyParallel: true,
  use: { ...config.use, baseURL: `http://127.0.0.1:${port}` },
  webServer: {
    command: [
      `node_modules/.bin/vite build --logLevel warn --outDir ${site} --emptyOutDir`,
      `exec node_modules/.bin/vite preview --outDir ${site} --host 127.0.0.1 --port ${port} --strictPort`,
    ].join(' && '),
    url: `http://127.0.0.1:${port}/`,
    timeout: 300_000,
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
  },
})
