import { expect, test } from 'vitest'
import { connection } from '@/testing/fixtures'
import { formatInWords } from './textFormat'

const found = { format: 'plain', reason: 'The dictionary says that its type is string.' } as const

test.each([
  [{ text_format_found: found }, 'Plain text. The dictionary says that its type is string.'],
  [{ text_format: 'html', text_format_found: found } as const, 'HTML'],
  [{}, 'Not found out yet: taken for HTML until the connection is tested.'],
])('the format of %j', (settings, said) => {
  expect(formatInWords(connection(settings))).toBe(said)
})
