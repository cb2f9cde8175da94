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
  await user.click(await dialog().findByRole('radio', { name: 'Source' }))
  return { user, editor: mergedText() }
}

const mergedText = () => dialog().getByRole('textbox', { name: 'Merged text' })

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
  await user.click(await dialog().findByRole('radio', { name: 'Source' }))
  await user.type(mergedText(), '<p>And more.</p>')
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
  await again.user.click(await dialog().findByRole('radio', { name: 'Source' }))
  expect(mergedText()).toHaveValue('<p>Local 1.</p> Mine.')
})

test('combines what does not meet, and of a place that both changed takes what is chosen', async () => {
  const base_content = '<p>Reviewed monthly by us.</p><p>Kept.</p>'
  const product = new Product([
    conflict(1, {
      base_content,
      local_content: '<p>Reviewed weekly by us.</p><p>Kept.</p>',
      remote_content: '<p>Reviewed quarterly by us.</p><p>Kept for a year.</p>',
    }),
  ])
  const { user, editor } = await openMerge(product, 'AC-1')
  expect(editor).toHaveValue('<p>Reviewed weekly by us.</p>\n<p>Kept for a year.</p>')
  const [both, remote] = within(dialog().getByRole('list', { name: 'Changes of both sides' })).getAllByRole(
    'listitem',
  )
  expect(both).toHaveTextContent(/1\. Both changed this.*Choose one.*Basemonthly.*nadia\.fournier.*quarterly/)
  expect(remote).toHaveTextContent('2. Changed in ServiceNow only')

  await user.click(button('Take this one: ServiceNow, nadia.fournier, change 1'))
  expect(editor).toHaveValue('<p>Reviewed quarterly by us.</p>\n<p>Kept for a year.</p>')
  expect(dialog().queryByText('Choose one')).not.toBeInTheDocument()
  await user.click(button('Take this one: Base, change 2'))
  expect(editor).toHaveValue('<p>Reviewed quarterly by us.</p>\n<p>Kept.</p>')
  await user.click(button('Save merged text'))

  await waitFor(() => expect(product.resolutions).toHaveLength(1))
  expect(product.resolutions[0]?.[1].merged_content).toBe('<p>Reviewed quarterly by us.</p>\n<p>Kept.</p>')
})

test('a choice keeps what was typed elsewhere, and asks before it throws typed words away', async () => {
  const product = new Product([conflict(1, { local_content: '<p>Local 1.</p><p>More.</p>' })])
  const { user, editor } = await openMerge(product, 'AC-1')
  await user.type(editor, '<p>Mine.</p>')

  await user.click(button('Take all of ServiceNow'))
  await user.click(await screen.findByRole('button', { name: 'Keep what I typed' }))
  expect(editor).toHaveValue('<p>Local 1.</p>\n<p>More.</p><p>Mine.</p>')

  await user.click(button('Back to the comparison'))
  await user.click(button('Keep Local Version'))
  const question = within(await screen.findByRole('dialog', { name: /Resolve without your merged text/ }))
  expect(product.resolutions).toEqual([])
  await user.click(question.getByRole('button', { name: 'Throw it away' }))
  await waitFor(() => expect(product.resolutions).toHaveLength(1))
})

test('the merged text is typed as it reads', async () => {
  const user = await openAt(new Product([conflict(1)]), 'AC-1')
  await user.click(button('Edit and merge…'))

  const editor = await dialog().findByRole('textbox', { name: 'Merged text' })
  await waitFor(() => expect(editor).toHaveAttribute('contenteditable', 'true'))
  expect(editor).toHaveTextContent('Local 1.')
  await user.click(button('Take this one: ServiceNow, nadia.fournier, change 1'))
  await waitFor(() => expect(editor).toHaveTextContent('Remote 1.'))
})

test('both ways to keep a text weigh the same, and say whose text is given up', async () => {
  await openAt(new Product([conflict(1)]), 'AC-1')

  const [local, remote] = [button('Keep Local Version'), button('Keep ServiceNow Version')]
  expect(local).toHaveAccessibleDescription('Overwrites the text of nadia.fournier in ServiceNow')
  expect(remote).toHaveAccessibleDescription('Gives up the text of ana')
  expect(local.dataset.variant).toBe(remote.dataset.variant)
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
