/** Who works on the web app has it with hot reload, signed in, against the product that runs. */
import { type ChildProcess, spawn } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { stateDir } from '../playwright.config'
import { open } from './product'

const ADDRESS = 'http://127.0.0.1:5173'
let server: ChildProcess

test.beforeAll(async () => {
  server = spawn('pnpm', ['dev'], {
    env: { ...process.env, STATE_DIR: stateDir },
    detached: true,
    stdio: 'inherit',
  })
  await expect
    .poll(
      () =>
        fetch(ADDRESS)
          .then(({ ok }) => ok)
          .catch(() => false),
      { timeout: 60_000 },
    )
    .toBe(true)
})

test.afterAll(() => {
  if (server.pid) process.kill(-server.pid)
})

test('make dev serves the web app, and people sign in', async ({ page }) => {
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(String(error)))
  page.on('response', (response) => {
    if (response.status() >= 400) errors.push(`${response.status()} ${response.url()}`)
  })
  await open(page, `${ADDRESS}/systems`)
  await expect(page.getByRole('heading', { level: 1, name: 'Systems' })).toBeVisible()
  expect(new URL(page.url()).origin).toBe(ADDRESS)
  expect(errors).toEqual([])
})
