/** As a text field of a browser holds it. */
export function withNewlines(text: string): string {
  return text.replace(/\r\n?/g, '\n')
}

/**
 * What was typed, with the line ends that `before` has wherever nothing was typed: a text field knows only "\n",
 * and would change every line of a text that came with "\r\n".
 */
export function withLineEndsOf(before: string, typed: string): string {
  if (!before.includes('\r')) return typed
  const field = withNewlines(before)
  const start = commonStart(field, typed)
  const end = commonEnd(field, typed, start)
  const usual = /\r\n?/.exec(before)?.[0] ?? '\n'
  const middle = typed.slice(start, typed.length - end).replaceAll('\n', usual)
  return (
    before.slice(0, rawIndex(before, start)) + middle + before.slice(rawIndex(before, field.length - end))
  )
}

function commonStart(one: string, other: string): number {
  const most = Math.min(one.length, other.length)
  let length = 0
  while (length < most && one[length] === other[length]) length += 1
  return length
}

function commonEnd(one: string, other: string, start: number): number {
  const most = Math.min(one.length, other.length) - start
  let length = 0
  while (length < most && one.at(-1 - length) === other.at(-1 - length)) length += 1
  return length
}

/** Where the character at `index` of the field's text stands in the text itself. */
function rawIndex(raw: string, index: number): number {
  let at = 0
  for (let passed = 0; passed < index; passed += 1) at += raw[at] === '\r' && raw[at + 1] === '\n' ? 2 : 1
  return at
}
