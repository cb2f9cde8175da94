import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { problem } from '@/testing/fixtures'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import type { Operations } from './api/getOperations'

const ON: Operations = { writes: 'on', reason: null, changed_by: null, changed_at: null }
const STOPPED: Operations = {
  writes: 'off',
  reason: 'ServiceNow is being upgraded',
  changed_by: 'root@example.test',
  changed_at: '2026-01-15T09:30:00Z',
}
const BANNER = 'All writes to ServiceNow are stopped. Pushes wait.'

/** A switch that remembers how it was set. */
function giveSwitch(start: Operations) {
  const sent: unknown[] = []
  let now = start
  server.use(
    http.get(apiUrl('/operations'), () => HttpResponse.json(now)),
    http.put(apiUrl('/operations'), async ({ request }) => {
      const body = (await request.json()) as Pick<Operations, 'writes'>
      sent.push(body)
      now = body.writes === 'off' ? STOPPED : ON
      return HttpResponse.json(now)
    }),
  )
  return sent
}

test.each(['author', 'auditor'] as const)('the %s sees that writes are stopped, and why', async (role) => {
  giveSwitch(STOPPED)
  await renderApp('/audit', { roles: [role] })

  const title = await screen.findByText(BANNER)
  expect(title.parentElement).toHaveTextContent('ServiceNow is being upgraded — root@example.test,')
  expect(screen.queryByRole('button', { name: 'Allow writes again' })).not.toBeInTheDocument()
})

test('nothing is said while writes are on, and only an administrator can stop them', async () => {
  giveSwitch(ON)
  const { user } = await renderApp('/audit', { roles: ['author'] })
  await user.click(await screen.findByRole('button', { name: /^Account of/ }))

  expect(await screen.findByRole('button', { name: 'Sign out' })).toBeInTheDocument()
  expect(screen.queryByRole('button', { name: /Stop all writes/ })).not.toBeInTheDocument()
  expect(screen.queryByText(BANNER)).not.toBeInTheDocument()
})

test('an administrator stops all writes with a reason, and allows them again', async () => {
  const sent = giveSwitch(ON)
  const { user } = await renderApp('/audit', { roles: ['admin'] })

  await user.click(await screen.findByRole('button', { name: /^Account of/ }))
  await user.click(await screen.findByRole('button', { name: /Stop all writes/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Stop all writes to ServiceNow?' })
  await user.type(within(dialog).getByRole('textbox', { name: 'Why' }), 'Upgrade')
  await user.click(within(dialog).getByRole('button', { name: 'Stop all writes' }))

  expect(await screen.findByText(BANNER)).toBeInTheDocument()
  await user.keyboard('{Escape}')
  await user.click(await screen.findByRole('button', { name: 'Allow writes again' }))
  await user.click(await screen.findByRole('button', { name: 'Allow writes' }))

  await waitFor(() => expect(screen.queryByText(BANNER)).not.toBeInTheDocument())
  expect(sent).toEqual([{ writes: 'off', reason: 'Upgrade' }, { writes: 'on' }])
})

test('a refusal is shown in the dialog', async () => {
  giveSwitch(ON)
  server.use(
    http.put(apiUrl('/operations'), () =>
      HttpResponse.json(problem(422, 'invalid_input', 'Say why writes are stopped.'), { status: 422 }),
    ),
  )
  const { user } = await renderApp('/audit', { roles: ['admin'] })

  await user.click(await screen.findByRole('button', { name: /^Account of/ }))
  await user.click(await screen.findByRole('button', { name: /Stop all writes/ }))
  await user.click(await screen.findByRole('button', { name: 'Stop all writes' }))

  expect(await screen.findByText('Say why writes are stopped.')).toBeInTheDocument()
})
