import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { problem } from '@/testing/fixtures'
import { previewOfAna } from '@/testing/push'
import { loadDraft } from '../merge/mergeDrafts'
import { check, conflict, failure, idOf, Product, refusal } from '../testing'

const dialog = () => within(screen.getByRole('dialog', { name: /^AC-\d+$/ }))
const button = (name: string) => dialog().getByRole('button', { name })

async function openAt(product: Product, control: string) {
  const { user } = await product.open()
  await user.click(await screen.findByRole('button', { name: `Resolve ${control}` }))
  await screen.findByRole('dialog', { name: control })
  return user
}

async function openMerge(product: Product, control: string) {
  const user = await openAt(product, control)
  await user.click(button('Edit and merge…'))
  return { user, editor: dialog().getByLabelText('Merged text (source)') }
}

test('tells of each conflict who changed what, and compares both texts', async () => {
  await openAt(new Product([check(1), conflict(2)]), 'AC-2')

  const list = screen.getByRole('list', { name: 'Conflicts' })
  expect(within(list).getByRole('listitem')).toHaveTextContent(
    /AC-2 Control AC-2 Payroll.*nadia\.fournier, .*ana, /,
  )
  expect(dialog().getByText('ServiceNow’s text').parentElement).toHaveTextContent('nadia.fournier')
  expect(dialog().getByText('Local text', { selector: 'dt' }).parentElement).toHaveTextContent('ana')
  const pane = dialog().getByRole('region', { name: 'Differences, rendered' })
  expect(within(pane).getByText('Remote').tagName).toBe('DEL')
  expect(within(pane).getByText('Local').tagName).toBe('INS')
})

test('shows what each side changed since the base', async () => {
  const user = await openAt(new Product([conflict(1, { remote_content: '<p>Theirs.</p>' })]), 'AC-1')

  await user.click(dialog().getByRole('radio', { name: 'ServiceNow changes' }))

  const pane = dialog().getByRole('region', { name: 'Differences, rendered' })
  expect(within(pane).getByText('Base').tagName).toBe('DEL')
  expect(within(pane).getByText('Theirs').tagName).toBe('INS')
})

test('goes from conflict to conflict, then to Continue, sending the version that was seen', async () => {
  const product = new Product([conflict(1), check(2), conflict(3), conflict(4)])
  const user = await openAt(product, 'AC-1')
  expect(dialog().getByRole('heading', { name: /^1 of 3/ })).toHaveFocus()

  await user.click(button('Keep Local Version'))
  await screen.findByRole('dialog', { name: 'AC-3' })
  expect(dialog().getByRole('heading', { name: /^2 of 3/ })).toHaveFocus()
  expect(dialog().getByText('AC-1: the local text is kept.')).toBeInTheDocument()
  await user.click(button('Keep ServiceNow Version'))
  await screen.findByRole('dialog', { name: 'AC-4' })
  await user.click(button('Edit and merge…'))
  await user.type(dialog().getByLabelText('Merged text (source)'), '<p>And more.</p>')
  await user.click(button('Save merged text'))

  await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument())
  expect(product.resolutions).toEqual([
    [idOf(1), { resolution: 'keep_local', remote_version: conflict(1).remote_version, revision: 2 }],
    [idOf(3), { resolution: 'keep_remote', remote_version: conflict(3).remote_version, revision: 2 }],
    [
      idOf(4),
      {
        resolution: 'merged',
        merged_content: '<p>Local 4.</p><p>And more.</p>',
        remote_version: conflict(4).remote_version,
        revision: 2,
      },
    ],
  ])
  expect(screen.getByRole('button', { name: 'Continue' })).toHaveFocus()
  expect(
    screen.getByText(/Ready: 3 statements\. 1 statement with ServiceNow’s text: nothing to push/),
  ).toBeInTheDocument()

  await user.click(screen.getByRole('button', { name: 'Continue' }))
  await screen.findByRole('button', { name: 'Confirm Push' })
  expect(previewOfAna()?.readyIds).toEqual([idOf(1), idOf(2), idOf(4)])
  expect(loadDraft('ana', idOf(4))).toBeNull()
})

test('what is not resolved is left out, and that is said before', async () => {
  const user = await openAt(new Product([check(1), conflict(2), conflict(3)]), 'AC-2')
  await user.click(button('Next conflict'))
  await screen.findByRole('dialog', { name: 'AC-3' })
  await user.click(button('Previous conflict'))
  await screen.findByRole('dialog', { name: 'AC-2' })
  await user.click(button('Close'))

  expect(screen.getByRole('button', { name: 'Resolve AC-2' })).toHaveFocus()
  expect(
    screen.getByText('Ready: 1 statement. Left out of this push: 2 conflicts not resolved.'),
  ).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: 'Continue' }))
  await screen.findByRole('button', { name: 'Confirm Push' })
  expect(previewOfAna()?.readyIds).toEqual([idOf(1)])
})

test('with every text given up there is nothing to continue with', async () => {
  const user = await openAt(new Product([conflict(1)]), 'AC-1')
  await user.click(button('Keep ServiceNow Version'))

  await waitFor(() => expect(screen.getByRole('button', { name: 'Back to the selection' })).toHaveFocus())
  expect(screen.queryByRole('button', { name: /^Continue/ })).not.toBeInTheDocument()
})

test('shows the new text when ServiceNow moved again, and loses nothing of the merge', async () => {
  const product = new Product([conflict(1)])
  const newVersion = { updated_on: '2026-01-15T11:00:00Z', mod_count: 9, updated_by: 'omar' }
  product.refusals.set(idOf(1), () =>
    refusal('remote_changed_again', 'Changed again.', {
      remote_content: '<p>Remote, newer.</p>',
      remote_version: newVersion,
      remote_updated_at: newVersion.updated_on,
      remote_updated_by: 'omar',
    }),
  )
  const { user, editor } = await openMerge(product, 'AC-1')
  await user.type(editor, ' Mine.')
  await user.click(button('Save merged text'))

  expect(await dialog().findByRole('alert')).toHaveTextContent(/changed again; nothing was decided.*omar/)
  expect(editor).toHaveValue('<p>Local 1.</p> Mine.')
  await user.selectOptions(dialog().getByLabelText('Show'), 'Merged text against ServiceNow')
  expect(dialog().getByText('Remote, newer', { exact: false })).toBeInTheDocument()

  await user.click(button('Save merged text'))
  await waitFor(() => expect(product.resolutions).toHaveLength(2))
  expect(product.resolutions[1]?.[1]).toEqual({
    resolution: 'merged',
    merged_content: '<p>Local 1.</p> Mine.',
    remote_version: newVersion,
    revision: 2,
  })
})

test('a text edited here meanwhile is shown before anything is decided on it', async () => {
  const product = new Product([conflict(1)])
  const user = await openAt(product, 'AC-1')
  product.refusals.set(idOf(1), () => {
    const statement = {
      content: '<p>Base.</p>',
      local_content: '<p>Edited by Ben.</p>',
      modified_at: '2026-01-15T11:00:00Z',
      revision: 3,
    }
    return refusal('stale_revision', 'The statement was changed since you loaded it.', { statement })
  })

  await user.click(button('Keep ServiceNow Version'))

  expect(await dialog().findByRole('alert')).toHaveTextContent(
    'The statement was changed since you loaded it',
  )
  expect(product.resolutions.map(([, sent]) => sent.revision)).toEqual([2])
  expect(dialog().getByText('Edited by Ben', { exact: false })).toBeInTheDocument()

  await user.click(button('Keep ServiceNow Version'))

  await waitFor(() => expect(product.resolutions.map(([, sent]) => sent.revision)).toEqual([2, 3]))
})

test('moves on when somebody else resolved the conflict', async () => {
  const product = new Product([conflict(1), conflict(2)])
  const user = await openAt(product, 'AC-1')
  product.refusals.set(idOf(1), () => {
    product.checks.set(idOf(1), failure(1, 'not_modified', 'Nothing to check.'))
    return refusal('not_in_conflict', 'It is in no conflict.')
  })

  await user.click(button('Keep Local Version'))

  await screen.findByRole('dialog', { name: 'AC-2' })
  expect(dialog().getByText(/AC-1: somebody resolved it meanwhile/)).toBeInTheDocument()
  await user.click(button('Close'))
  expect(screen.getByText('Resolved meanwhile')).toBeInTheDocument()
  expect(screen.queryByRole('region', { name: 'Could not be compared' })).not.toBeInTheDocument()
})

test('a merged text whose conflict is gone is shown, not dropped', async () => {
  const product = new Product([conflict(1)])
  const { user, editor } = await openMerge(product, 'AC-1')
  await user.type(editor, ' Mine.')
  product.refusals.set(idOf(1), () => {
    product.checks.set(idOf(1), check(1))
    return refusal('not_in_conflict', 'It is in no conflict.')
  })
  await user.click(button('Save merged text'))

  expect(await screen.findByText('Your merged text of AC-1 was not used')).toBeInTheDocument()
  expect(screen.getByLabelText('Merged text of AC-1')).toHaveValue('<p>Local 1.</p> Mine.')
  await user.click(screen.getByRole('button', { name: 'Throw it away' }))
  expect(loadDraft('ana', idOf(1))).toBeNull()
})

test('a merge whose answer was lost on the way counts as saved', async () => {
  const product = new Product([conflict(1)])
  const { user, editor } = await openMerge(product, 'AC-1')
  await user.type(editor, ' Mine.')
  product.refusals.set(idOf(1), () => {
    product.checks.set(idOf(1), check(1, { local_content: '<p>Local 1.</p> Mine.' }))
    return refusal('not_in_conflict', 'It is in no conflict.')
  })
  await user.click(button('Save merged text'))

  expect(await screen.findByText('Merged')).toBeInTheDocument()
  expect(loadDraft('ana', idOf(1))).toBeNull()
})

test('a merge outlives a failed request, closing and a reload', async () => {
  const product = new Product([conflict(1)])
  const { user, editor } = await openMerge(product, 'AC-1')
  await user.type(editor, ' Mine.')
  const errors = [{ field: 'merged_content', message: 'too long' }]
  product.refusals.set(idOf(1), () =>
    HttpResponse.json(problem(422, 'invalid_input', 'Refused.', { errors }), { status: 422 }),
  )
  await user.click(button('Save merged text'))
  expect(await dialog().findByRole('alert')).toHaveTextContent('Merged text: too long')

  await user.keyboard('{Escape}')
  const question = within(await screen.findByRole('dialog', { name: 'AC-1: Close with an unsaved merge?' }))
  await user.click(question.getByRole('button', { name: 'Stay here' }))
  expect(editor).toHaveValue('<p>Local 1.</p> Mine.')
  document.body.innerHTML = ''

  const again = await product.open()
  await again.user.click(await screen.findByRole('button', { name: 'Continue merging AC-1' }))
  expect(await screen.findByLabelText('Merged text (source)')).toHaveValue('<p>Local 1.</p> Mine.')
})

test('starts from both texts combined where they go together, otherwise says why not', async () => {
  const base_content = '<p>a</p><p>b</p>'
  const product = new Product([
    conflict(1, { base_content, local_content: '<p>A</p><p>b</p>', remote_content: '<p>a</p><p>B</p>' }),
    conflict(2),
  ])
  const { user, editor } = await openMerge(product, 'AC-1')
  expect(editor).toHaveValue('<p>A</p>\n<p>B</p>')

  await user.click(button('Next conflict'))
  await user.click(button('Edit and merge…'))
  expect(dialog().getByRole('radio', { name: 'Both combined' })).toBeDisabled()
  expect(dialog().getByText(/Both sides changed the same place/)).toBeInTheDocument()
  expect(dialog().getByLabelText('Merged text (source)')).toHaveValue('<p>Local 2.</p>')
})

test('asks before a decision or another start throws typed text away', async () => {
  const product = new Product([conflict(1)])
  const { user, editor } = await openMerge(product, 'AC-1')
  await user.type(editor, ' Mine.')

  await user.click(dialog().getByRole('radio', { name: 'ServiceNow' }))
  await user.click(await screen.findByRole('button', { name: 'Keep what I typed' }))
  expect(editor).toHaveValue('<p>Local 1.</p> Mine.')

  await user.click(button('Back to the comparison'))
  await user.click(button('Keep Local Version'))
  const question = within(await screen.findByRole('dialog', { name: /Resolve without your merged text/ }))
  expect(product.resolutions).toEqual([])
  await user.click(question.getByRole('button', { name: 'Throw it away' }))
  await waitFor(() => expect(product.resolutions).toHaveLength(1))
})

test('starts from ServiceNow’s text, and renders what is typed without running it', async () => {
  const { user, editor } = await openMerge(new Product([conflict(1)]), 'AC-1')
  await user.click(dialog().getByRole('radio', { name: 'ServiceNow' }))
  expect(editor).toHaveValue('<p>Remote 1.</p>')

  await user.click(editor)
  await user.paste('<p>Shown<img src=x onerror=alert(1)></p>')

  const rendered = dialog().getByRole('region', { name: 'Merged text, rendered' })
  expect(await within(rendered).findByText('Shown[picture: x]')).toBeInTheDocument()
  expect(rendered.querySelector('img')).toBeNull()
})

test('is used by the keyboard alone', async () => {
  const product = new Product([conflict(1)])
  const { user } = await product.open()
  const resolve = await screen.findByRole('button', { name: 'Resolve AC-1' })
  resolve.focus()
  await user.keyboard('{Enter}')
  await screen.findByRole('dialog', { name: 'AC-1' })
  await user.keyboard('n')
  expect(
    dialog()
      .getAllByRole('status')
      .map((one) => one.textContent),
  ).toContain('1 difference')

  while (document.activeElement?.textContent !== 'Keep Local Version') await user.tab()
  await user.keyboard('{Enter}')

  await waitFor(() => expect(screen.getByRole('button', { name: 'Continue' })).toHaveFocus())
  expect(product.resolutions).toHaveLength(1)
})
