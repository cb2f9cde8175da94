import { beforeEach, expect, test, vi } from 'vitest'
import { ApiProblem, offlineProblem } from '@/lib/problem'
import { modified, statement } from '../testing'
import { shownText, type Statement } from '../texts'
import { Autosave } from './Autosave'
import { DraftStore } from './drafts'

const drafts = new DraftStore('ana', 'st-1')

/** The server, as far as a save is concerned: answers are given by the test. */
class FakeServer {
  current: Statement = statement()
  readonly calls: { content: string; revision: number; answer: () => void; lose: () => void }[] = []

  readonly save = (content: string, revision: number) =>
    new Promise<Statement>((resolve, reject) => {
      const handle = () => {
        if (revision !== this.current.revision) return false
        this.current = modified(content, revision + 1)
        return true
      }
      const answer = () => (handle() ? resolve(this.current) : reject(this.stale()))
      const lose = () => {
        handle()
        reject(offlineProblem())
      }
      this.calls.push({ content, revision, answer, lose })
    })

  private stale() {
    const words = { title: 'Conflict', detail: 'The statement was changed since you loaded it.' }
    return new ApiProblem({ status: 409, code: 'stale_revision', ...words, statement: this.current })
  }

  async answer(call: number) {
    this.calls[call]?.answer()
    await vi.advanceTimersByTimeAsync(0)
  }
}

let server: FakeServer

beforeEach(() => {
  vi.useFakeTimers()
  server = new FakeServer()
})

function start(save = server.save) {
  const autosave = new Autosave({
    statement: server.current,
    drafts,
    save,
    takenOutOf: (text) => (text.includes('<script>') ? ['a script'] : []),
    onCurrent: () => undefined,
  })
  autosave.setFormat('html')
  return autosave
}

test('saves once, a pause after the last keystroke', async () => {
  const autosave = start()
  autosave.edit('<p>a</p>')
  await vi.advanceTimersByTimeAsync(1400)
  autosave.edit('<p>ab</p>')
  await vi.advanceTimersByTimeAsync(1400)
  expect(server.calls).toHaveLength(0)
  await vi.advanceTimersByTimeAsync(200)
  expect(server.calls).toMatchObject([{ content: '<p>ab</p>', revision: 1 }])
  expect(autosave.state().status.kind).toBe('saving')
  await server.answer(0)
  expect(autosave.state().status.kind).toBe('saved')
  expect(drafts.read()).toBeNull()
})

test('never has two saves under way, and ends with the latest text', async () => {
  const autosave = start()
  autosave.edit('<p>one</p>')
  void autosave.flush()
  autosave.edit('<p>two</p>')
  void autosave.flush()
  autosave.edit('<p>three</p>')
  await vi.advanceTimersByTimeAsync(5000)
  expect(server.calls).toHaveLength(1)
  expect(drafts.read()?.text).toBe('<p>three</p>')
  await server.answer(0)
  expect(server.calls).toHaveLength(2)
  expect(server.calls[1]).toMatchObject({ content: '<p>three</p>', revision: 2 })
  await server.answer(1)
  expect(autosave.isUnsaved()).toBe(false)
  expect(shownText(server.current)).toBe('<p>three</p>')
})

test('keeps the text on this device while offline, and tries again by itself', async () => {
  let online = false
  const autosave = start((content, revision) =>
    online ? Promise.resolve(modified(content, revision + 1)) : Promise.reject(offlineProblem()),
  )
  autosave.edit('<p>kept</p>')
  await autosave.flush()
  expect(autosave.state().status.kind).toBe('waiting')
  expect(drafts.read()).toMatchObject({ text: '<p>kept</p>', revision: 1 })
  online = true
  await vi.advanceTimersByTimeAsync(2000)
  expect(autosave.state().status.kind).toBe('saved')
  expect(drafts.read()).toBeNull()
})

test('a text that could not be saved is called not saved until it is', async () => {
  const autosave = start()
  autosave.edit('<p>kept</p>')
  void autosave.flush()
  server.calls[0]?.lose()
  await vi.advanceTimersByTimeAsync(2000)
  expect(server.calls).toHaveLength(2)
  expect(autosave.state().status.kind).toBe('waiting')
  await server.answer(1)
  expect(autosave.state().status.kind).toBe('saved')
})

test('a save whose answer was lost is no conflict with oneself', async () => {
  const autosave = start()
  autosave.edit('<p>first</p>')
  void autosave.flush()
  server.calls[0]?.lose()
  await vi.advanceTimersByTimeAsync(0)
  autosave.edit('<p>first and more</p>')
  await vi.advanceTimersByTimeAsync(1500)
  await server.answer(1)
  expect(server.calls[2]).toMatchObject({ content: '<p>first and more</p>', revision: 2 })
  await server.answer(2)
  expect(autosave.state().status.kind).toBe('saved')
})

test('going back to the old text after a lost answer is saved too', async () => {
  const autosave = start()
  autosave.edit('<p>new</p>')
  void autosave.flush()
  server.calls[0]?.lose()
  await vi.advanceTimersByTimeAsync(0)
  autosave.edit('<p>Base.</p>')
  expect(autosave.isUnsaved()).toBe(true)
  await vi.advanceTimersByTimeAsync(1500)
  await server.answer(1)
  await server.answer(2)
  expect(shownText(server.current)).toBe('<p>Base.</p>')
  expect(autosave.state().status.kind).toBe('saved')
})

async function stale() {
  const autosave = start()
  server.current = modified('<p>theirs</p>', 2)
  autosave.edit('<p>mine</p>')
  void autosave.flush()
  await server.answer(0)
  expect(autosave.state().status).toMatchObject({ kind: 'stale', theirs: { local_content: '<p>theirs</p>' } })
  return autosave
}

test('stops saving when the statement was changed elsewhere, and keeps what is typed on', async () => {
  const autosave = await stale()
  autosave.edit('<p>mine, longer</p>')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(server.calls).toHaveLength(1)
  expect(drafts.read()).toMatchObject({ text: '<p>mine, longer</p>', revision: 1 })
})

test('keep mine saves on the new revision', async () => {
  const autosave = await stale()
  void autosave.keepMine()
  expect(server.calls[1]).toMatchObject({ content: '<p>mine</p>', revision: 2 })
  await server.answer(1)
  expect(autosave.state()).toMatchObject({ text: '<p>mine</p>', status: { kind: 'saved' } })
})

test('keep mine asks again when the statement moved once more', async () => {
  const autosave = await stale()
  server.current = modified('<p>theirs again</p>', 3)
  void autosave.keepMine()
  await server.answer(1)
  expect(autosave.state().status).toMatchObject({ kind: 'stale', theirs: { revision: 3 } })
})

test('take theirs loads the other text and sends nothing', async () => {
  const autosave = await stale()
  autosave.takeTheirs()
  expect(autosave.state()).toMatchObject({ text: '<p>theirs</p>', loads: 1, status: { kind: 'saved' } })
  expect(drafts.read()).toBeNull()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(server.calls).toHaveLength(1)
})

test.each([
  ['<p>&nbsp;</p>', 'empty'],
  [`<p>${'ü'.repeat(50_000)}</p>`, 'too_long'],
])('holds back what the server would refuse', async (text, reason) => {
  const autosave = start()
  autosave.edit(text)
  await autosave.flush()
  expect(server.calls).toHaveLength(0)
  expect(autosave.state().status).toEqual({ kind: 'held', reason })
  expect(drafts.read()?.text).toBe(text)
})

/** A server that takes scripts out. */
function startSanitising() {
  const sent: string[] = []
  const autosave = start((content, revision) => {
    sent.push(content)
    const left = content.replace(/<script>.*<\/script>/, '')
    const sanitized = left === content ? [] : ['a script']
    return Promise.resolve(modified(left, revision + 1, { sanitized }))
  })
  return { autosave, sent }
}

const WITH_SCRIPT = '<p>a</p><script>1</script>'

test('says what was taken out until it is confirmed, whatever is typed meanwhile', async () => {
  const { autosave } = startSanitising()
  autosave.edit(WITH_SCRIPT)
  await autosave.flush()
  expect(autosave.state()).toMatchObject({ text: '<p>a</p>', loads: 1, takenOut: { parts: ['a script'] } })
  autosave.edit('<p>ab</p>')
  await autosave.flush()
  expect(autosave.state().takenOut?.parts).toEqual(['a script'])
  autosave.confirmTakenOut()
  expect(autosave.state().takenOut).toBeNull()
})

test('what was confirmed is not told again by the next save, which names it still', async () => {
  let known: string[] = []
  const autosave = start((content, revision) => {
    const left = content.replace(/<script>.*<\/script>/, '')
    if (left !== content) known = ['a script']
    return Promise.resolve(modified(left, revision + 1, { sanitized: known }))
  })
  autosave.edit(WITH_SCRIPT)
  await autosave.flush()
  autosave.confirmTakenOut()
  autosave.edit('<p>ab</p>')
  await autosave.flush()
  expect(autosave.state().takenOut).toBeNull()
  autosave.edit(`<p>abc</p>${WITH_SCRIPT}`)
  await autosave.flush()
  expect(autosave.state()).toMatchObject({ text: '<p>abc</p><p>a</p>', takenOut: { parts: ['a script'] } })
})

test('brings back what was taken out, and saves it only once it is confirmed', async () => {
  const { autosave, sent } = startSanitising()
  autosave.edit(WITH_SCRIPT)
  await autosave.flush()
  autosave.bringBack()
  expect(autosave.state()).toMatchObject({ text: WITH_SCRIPT, loads: 2 })
  expect(drafts.read()?.text).toBe(WITH_SCRIPT)
  await autosave.flush()
  expect(autosave.state().status).toEqual({ kind: 'held', reason: 'taken_out' })
  expect(sent).toHaveLength(1)
  autosave.confirmTakenOut()
  await vi.advanceTimersByTimeAsync(0)
  expect(autosave.state()).toMatchObject({ text: '<p>a</p>', status: { kind: 'saved' } })
})

test('what was brought back and then put in another way is saved by itself', async () => {
  const { autosave, sent } = startSanitising()
  autosave.edit(WITH_SCRIPT)
  await autosave.flush()
  autosave.bringBack()
  autosave.edit('<p>a, by hand</p>')
  await vi.advanceTimersByTimeAsync(1500)
  expect(autosave.state()).toMatchObject({ takenOut: null, status: { kind: 'saved' } })
  expect(sent.at(-1)).toBe('<p>a, by hand</p>')
})

test('what is taken out while the author types on is told too', async () => {
  const answers: (() => void)[] = []
  const autosave = start(
    (_content, revision) =>
      new Promise((resolve) => {
        answers.push(() => resolve(modified('<p>a</p>', revision + 1, { sanitized: ['a script'] })))
      }),
  )
  autosave.edit(WITH_SCRIPT)
  void autosave.flush()
  autosave.edit(`${WITH_SCRIPT}<p>b</p>`)
  answers[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(autosave.state()).toMatchObject({
    text: `${WITH_SCRIPT}<p>b</p>`,
    takenOut: { parts: ['a script'] },
  })
})

test('a newer text of the server is taken over only while nothing is unsaved here', () => {
  const autosave = start()
  autosave.adopt(modified('<p>elsewhere</p>', 2))
  expect(autosave.state()).toMatchObject({ text: '<p>elsewhere</p>', loads: 1 })
  autosave.edit('<p>mine</p>')
  autosave.adopt(modified('<p>elsewhere again</p>', 3))
  expect(autosave.state().text).toBe('<p>mine</p>')
})

test('taking over the server’s text leaves alone what another tab has not saved yet', () => {
  const autosave = start()
  drafts.write('<p>typed in another tab</p>', 1)
  autosave.adopt(modified('<p>elsewhere</p>', 2))
  expect(drafts.read()?.text).toBe('<p>typed in another tab</p>')
})

test('a save that clashed with something that left the text alone is sent again', async () => {
  let clashes = 1
  const autosave = start((content, revision) => {
    if (clashes-- === 0) return Promise.resolve(modified(content, revision + 1))
    const words = { title: 'Conflict', detail: 'Changed.' }
    return Promise.reject(
      new ApiProblem({ status: 409, code: 'stale_revision', ...words, statement: server.current }),
    )
  })
  autosave.edit('<p>mine</p>')
  await autosave.flush()
  expect(autosave.state()).toMatchObject({ text: '<p>mine</p>', status: { kind: 'saved' } })
})

test('a lost save that the server spelled in its own way is no conflict with oneself', async () => {
  const autosave = start()
  autosave.edit('<p>a&#38;b</p>')
  void autosave.flush()
  server.calls[0]?.lose()
  await vi.advanceTimersByTimeAsync(0)
  server.current = modified('<p>a&amp;b</p>', 2)
  await vi.advanceTimersByTimeAsync(2000)
  await server.answer(1)
  await server.answer(2)
  expect(autosave.state().status.kind).toBe('saved')
})

test('says so when the browser cannot keep the draft', () => {
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  const autosave = start()
  autosave.edit('<p>a</p>')
  expect(autosave.state().draftKept).toBe(false)
})

test('a plain text of nothing but "<" and words is not empty', async () => {
  const autosave = start()
  autosave.setFormat('plain')
  autosave.edit('<number>')
  void autosave.flush()
  await server.answer(0)
  expect(autosave.state().status.kind).toBe('saved')
})
