import { existsSync } from 'node:fs'

/**
 * The system's Chromium; undefined: Playwright's own. The shell first: it draws no windows, which takes a third of
 * the time of the others.
 */
export const chromiumPath = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']
  .map((name) => `/usr/bin/${name}`)
  .find(existsSync)
