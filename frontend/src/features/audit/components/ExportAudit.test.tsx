import { screen, waitFor } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { beforeEach, expect, test, vi, type MockInstance } from 'vitest'
import * as downloads from '@/lib/download'
import { problem } from '@/testing/fixtures'
import { renderWithProviders } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { entry } from '../testing'
import { ExportAudit } from './ExportAudit'

let download: MockInstance<typeof downloads.download>

beforeEach(() => {
  download = vi.spyOn(downloads, 'download').mockImplementation(() => undefined)
})

const HEADER = 'id,at,details\r\n'
const csv = (lines: string) => [`\uFEFF${HEADER}${lines}`, 'text/csv; charset=utf-8'] as const
const json = (...ids: string[]) =>
  [JSON.stringify({ records: ids.map((id) => entry({ id })), unreadable: [] }), 'application/json'] as const

type Answer = readonly [text: string, type: string] | Response

/** Answers part after part; the last one names no next. */
function answerExport(...parts: Answer[]): URLSearchParams[] {
  const asked: URLSearchParams[] = []
  server.use(
    http.get(apiUrl('/audit/export'), ({ request }) => {
      const query = new URL(request.url).searchParams
      asked.push(query)
      const index = Number(query.get('cursor') ?? 0)
      const part = parts[index]
      if (!part || part instanceof Response) return part?.clone()
      const headers = new Headers({ 'content-type': part[1] })
      if (index + 1 < parts.length) headers.set('x-next-cursor', String(index + 1))
      return new HttpResponse(part[0], { headers })
    }),
  )
  return asked
}

const audit = () => renderWithProviders(<ExportAudit filter={{ actor: 'ana' }}>Records</ExportAudit>)
const start = (format: 'CSV' | 'JSON') => screen.findByRole('button', { name: `Export ${format}` })

test('joins the parts of a CSV file under one header', async () => {
  const asked = answerExport(csv('1,a,"x\r\ny"\r\n2,b,"say ""hi"""\r\n'), csv('3,c,z\r\n'))
  const { user } = await audit()
  await user.click(await start('CSV'))

  expect(await screen.findByText('3 records, newest first.')).toBeVisible()
  expect(download).toHaveBeenCalledExactlyOnceWith(
    expect.stringMatching(/^control-push-audit-\d{4}-\d\d-\d\d-\d{6}-filtered\.csv$/),
    'text/csv;charset=utf-8',
    `\uFEFF${HEADER}1,a,"x\r\ny"\r\n2,b,"say ""hi"""\r\n3,c,z\r\n`,
  )
  expect(asked.map((query) => Object.fromEntries(query))).toEqual([
    { actor: 'ana', format: 'csv' },
    { actor: 'ana', format: 'csv', cursor: '1' },
  ])
})

test('joins the parts of a JSON file into one list', async () => {
  answerExport(json('1', '2'), json('3'))
  const { user } = await audit()
  await user.click(await start('JSON'))

  await waitFor(() => expect(download).toHaveBeenCalledOnce())
  const text = String(download.mock.calls[0]?.[2])
  expect((JSON.parse(text) as { id: string }[]).map(({ id }) => id)).toEqual(['1', '2', '3'])
})

test('a part may be empty; a record that cannot be read is in the file by its id', async () => {
  const broken = { records: [], unreadable: [{ id: '4', message: 'It cannot be read.', reference: 'abc' }] }
  answerExport(json('1'), json(), [JSON.stringify(broken), 'application/json'])
  const { user } = await audit()
  await user.click(await start('JSON'))

  await waitFor(() => expect(download).toHaveBeenCalledOnce())
  const text = String(download.mock.calls[0]?.[2])
  expect(JSON.parse(text)).toEqual([entry({ id: '1' }), ...broken.unreadable])
})

test('saves nothing when a part cannot be read, and goes on there when asked to', async () => {
  const refused = HttpResponse.json(problem(500, 'internal_error', 'Try again later.'), { status: 500 })
  answerExport(csv('1,a,b\r\n'), refused)
  const { user } = await audit()
  await user.click(await start('CSV'))
  expect(await screen.findByRole('alert')).toHaveTextContent('The export stopped; no file was saved')
  expect(screen.getByText('1 record read so far.')).toBeVisible()
  expect(download).not.toHaveBeenCalled()

  const asked = answerExport(csv('never asked for again\r\n'), csv('2,c,d\r\n'))
  await user.click(screen.getByRole('button', { name: 'Try again' }))
  await waitFor(() => expect(download).toHaveBeenCalledOnce())
  expect(download.mock.calls[0]?.[2]).toBe(`\uFEFF${HEADER}1,a,b\r\n2,c,d\r\n`)
  expect(asked.map((query) => query.get('cursor'))).toEqual(['1'])
})

test.each([
  ['a CSV part cut off', 'CSV', csv('1,a,b\r\n2,c')],
  ['a JSON part cut off', 'JSON', [`{"records":[{"id":"1"`, 'application/json']],
  ['a page of something else', 'CSV', ['<html></html>', 'text/html']],
] as const)('takes no file from %s', async (_, format, part) => {
  answerExport(part)
  const { user } = await audit()
  await user.click(await start(format))

  expect(await screen.findByRole('alert')).toHaveTextContent('no file was saved')
  expect(download).not.toHaveBeenCalled()
})

test('cancelled, it saves nothing', async () => {
  let answer: () => void = () => undefined
  const waiting = new Promise<void>((resolve) => {
    answer = resolve
  })
  server.use(
    http.get(apiUrl('/audit/export'), async () => {
      await waiting
      return new HttpResponse(csv('1,a,b\r\n')[0], { headers: { 'content-type': 'text/csv' } })
    }),
  )
  const { user, queryClient } = await audit()
  await user.click(await start('CSV'))
  await user.click(await screen.findByRole('button', { name: 'Cancel export' }))
  answer()

  await waitFor(() => expect(queryClient.isFetching()).toBe(0))
  expect(screen.queryByText(/Exporting/)).not.toBeInTheDocument()
  expect(await start('CSV')).toBeEnabled()
  expect(download).not.toHaveBeenCalled()
})
