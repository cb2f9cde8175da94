import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import type { ProxyOptions } from 'vite'
import { defineConfig } from 'vitest/config'

/** Hot reload against the product that `make run` has started: its API and settings, under this server's address. */
const STATE_DIR = process.env.STATE_DIR ?? fileURLToPath(new URL('../.local', import.meta.url))
const STACK = `${STATE_DIR}/stack.json`
function runningProduct(): Record<string, ProxyOptions> {
  if (!existsSync(STACK)) return {}
  const { web_url } = JSON.parse(readFileSync(STACK, 'utf8')) as { web_url: string }
  const target = { target: web_url, changeOrigin: true }
  return { '/api': target, '/config.json': target }
}

/** What opens over a page, and what finds its place there: many use it, but no first page waits for it. */
const OVERLAYS =
  /@floating-ui|react-remove-scroll|use-sidecar|react-style-singleton|core\/esm\/(components\/(Popover|ScrollArea|Tooltip|Combobox|Select|Modal|ModalBase|Overlay)|utils\/Floating)\//
const isCommon = (id: string) => /node_modules|src\/(components|lib)/.test(id) && !OVERLAYS.test(id)

export default defineConfig({
  // The port is one that `make run` lets people be sent back to when they have signed in.
  server: { port: 5173, strictPort: true, proxy: runningProduct() },
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  build: {
    manifest: true,
    // A data: URL would need more than the content security policy grants to scripts and workers.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          // One file for what nearly every part needs, instead of one for each of its pieces.
          groups: [{ name: 'common', minShareCount: 9, test: isCommon }],
        },
      },
    },
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    css: false,
    restoreMocks: true,
    maxWorkers: 2,
    // Loading the app anew costs each file more than its tests; testing/setup.ts puts back what a test changes.
    isolate: false,
    // A busy machine is no failure.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
