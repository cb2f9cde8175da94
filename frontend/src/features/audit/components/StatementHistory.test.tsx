import { screen, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { problem } from '@/testing/fixtures'
import { renderWithProviders } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { answerRecords, answerSearch, detail, entry } from '../testing'
import { StatementHistory } from './StatementHistory'

const pulled = entry({ id: 'pulled', action: 'pulled', before_sha256: null })
const edited = entry({ id: 'edited' })
const pushed = entry({ id: 'pushed', action: 'pushed', job_id: 'job-1', details: { outcome: 'succeeded' } })
const skipped = entry({ id: 'skipped', action: 'push_skipped', before_sha256: null, after_sha256: null })

const history = () => renderWithProviders(<StatementHistory statementId="statement-1" />)
const compare = (what: RegExp) => screen.findByRole('checkbox', { name: what })

test('lists what happened to the statement, newest first', async () => {
  const asked = answerSearch([pushed, edited, pulled])
  await history()

  const list = await screen.findByRole('list', { name: /History of the statement/ })
  const sentences = within(list)
    .getAllByRole('button')
    .map((button) => button.textContent)
  expect(sentences).toEqual(['Pushed AC-2', 'Edited AC-2', 'Pulled AC-2 for the first time'])
  expect(asked[0]?.get('statement_id')).toBe('statement-1')
})

test('opens a record once and shows what it changed', async () => {
  answerSearch([edited])
  const asked = answerRecords(detail(edited, '<p>Every year.</p>', '<p>Every month.</p>'))
  const { user } = await history()
  const toggle = await screen.findByRole('button', { name: 'Edited AC-2' })

  await user.click(toggle)
  const diff = await screen.findByRole('region', { name: 'Differences, rendered' })
  expect(within(diff).getByText('year').tagName).toBe('DEL')
  await user.click(toggle)
  expect(diff).not.toBeInTheDocument()
  await user.click(toggle)
  expect(await screen.findByRole('region', { name: 'Differences, rendered' })).toBeVisible()
  expect(asked).toEqual(['edited'])
})

test('compares two versions, the older one first whatever was chosen first', async () => {
  answerSearch([pushed, edited, pulled])
  answerRecords(
    detail(pushed, '<p>Every year.</p>', '<p>Every week.</p>'),
    detail(pulled, null, '<p>Every year.</p>'),
  )
  const { user } = await history()
  await user.click(await compare(/Pushed AC-2/))
  expect(screen.getByRole('button', { name: 'Compare versions' })).toBeDisabled()
  await user.click(await compare(/Pulled AC-2/))
  await user.click(screen.getByRole('button', { name: 'Compare versions' }))

  const dialog = await screen.findByRole('dialog', { name: 'Two versions of AC-2' })
  expect((await within(dialog).findByText('year')).tagName).toBe('DEL')
  expect(within(dialog).getByText('week').tagName).toBe('INS')
})

test('a third choice takes the place of the first', async () => {
  answerSearch([pushed, edited, pulled])
  const { user } = await history()
  await user.click(await compare(/Pushed AC-2/))
  await user.click(await compare(/Edited AC-2/))
  await user.click(await compare(/Pulled AC-2/))

  expect(await compare(/Pushed AC-2/)).not.toBeChecked()
  expect(await compare(/Edited AC-2/)).toBeChecked()
  expect(await compare(/Pulled AC-2/)).toBeChecked()
})

test('a record without a text cannot be compared', async () => {
  answerSearch([skipped, edited])
  await history()

  await screen.findByRole('button', { name: /Skipped AC-2/ })
  expect(screen.queryByRole('checkbox', { name: /Skipped/ })).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Compare versions' })).not.toBeInTheDocument()
})

test('says that there is nothing yet', async () => {
  answerSearch([])
  await history()

  expect(await screen.findByText('Nothing is recorded of this statement')).toBeVisible()
})

test('a version that cannot be read says so and is asked for again', async () => {
  answerSearch([edited, pulled])
  server.use(
    http.get(apiUrl('/audit/:id'), () =>
      HttpResponse.json(problem(500, 'internal_error', 'Something went wrong here. Try again.'), {
        status: 500,
      }),
    ),
  )
  const { user } = await history()
  await user.click(await compare(/Edited AC-2/))
  await user.click(await compare(/Pulled AC-2/))
  await user.click(screen.getByRole('button', { name: 'Compare versions' }))
  expect(await screen.findByRole('alert')).toHaveTextContent('The versions could not be loaded')

  answerRecords(detail(edited, '<p>Old.</p>', '<p>New.</p>'), detail(pulled, null, '<p>Old.</p>'))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  expect(await screen.findByRole('region', { name: 'Differences, rendered' })).toBeVisible()
})
