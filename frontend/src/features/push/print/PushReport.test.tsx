import { screen, waitFor, within } from '@testing-library/react'
import { http, HttpResponse } from 'msw'
import { expect, test, vi } from 'vitest'
import { renderApp } from '@/testing/render'
import { server } from '@/testing/server'
import { apiUrl } from '@/testing/urls'
import { failure, giveJobs, giveResults, job, result } from '../testing'

const version = { updated_on: '2026-01-15T09:30:30Z', updated_by: 'svc.grc', mod_count: 4 }

test('a push on paper says who pushed what, when and why, and how each statement ended', async () => {
  giveJobs(job({ total: 2, completed: 2, succeeded: 1, failed: 1, note: 'Yearly review' }))
  giveResults([result('AC-2', { servicenow_version: version }), failure('AU-2', 'forbidden')])
  server.use(
    http.get(apiUrl('/audit/:id'), ({ params }) =>
      HttpResponse.json(
        params.id === 'audit-AC-2'
          ? { before_content: '<p>Old text</p>', after_content: '<p>New text</p>', sent_content: null }
          : { before_content: null, after_content: null, sent_content: null },
      ),
    ),
  )
  const print = vi.spyOn(window, 'print').mockImplementation(() => undefined)
  const { user } = await renderApp('/push/job-1/print', { roles: ['auditor'] })

  const facts = await screen.findByRole('table', { name: 'The push' })
  expect(facts).toHaveTextContent('WhyYearly review')
  expect(facts).toHaveTextContent('Started byana')
  const table = await screen.findByRole('table', { name: 'Results of Payroll' })
  const rows = within(table).getAllByRole('row')
  expect(rows[1]).toHaveTextContent(/AC-2Control AC-2Pushed.*sys-AC-2.*svc\.grc, counter 4/)
  expect(rows[2]).toHaveTextContent('Failed (forbidden)Message for AU-2')

  await user.click(screen.getByRole('checkbox', { name: 'With the texts before and after' }))
  expect(await screen.findByText('New', { selector: 'ins' })).toBeInTheDocument()
  expect(screen.getByText('Old', { selector: 'del' })).toBeInTheDocument()

  await waitFor(() => expect(screen.getByRole('button', { name: 'Print' })).toBeEnabled())
  await user.click(screen.getByRole('button', { name: 'Print' }))
  expect(print).toHaveBeenCalledOnce()
})
