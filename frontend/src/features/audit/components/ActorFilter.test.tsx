import { expect, test, vi } from 'vitest'
import { MantineProvider } from '@mantine/core'
import { render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { ActorFilter } from './ActorFilter'

test('what is typed on stays while a name that stood there before is taken over', async () => {
  const onChange = vi.fn()
  const filter = (value?: string) => (
    <MantineProvider>
      <ActorFilter value={value} actors={['ana', 'ana.b']} onChange={onChange} />
    </MantineProvider>
  )
  const { rerender } = render(filter())
  const field = screen.getByRole('combobox', { name: 'User' })
  await userEvent.type(field, 'ana.')
  expect(onChange).toHaveBeenCalledWith('ana')
  rerender(filter('ana'))
  expect(field).toHaveValue('ana.')

  rerender(filter())
  expect(field).toHaveValue('')
  rerender(filter('ana'))
  expect(field).toHaveValue('ana')
})
