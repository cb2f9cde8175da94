import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { together } from './together'

const here = () => new AbortController().signal

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function recording() {
  const calls: string[][] = []
  const load = (ids: string[]) => {
    calls.push(ids)
    return Promise.resolve(new Map(ids.filter((id) => id !== 'unknown').map((id) => [id, `text of ${id}`])))
  }
  return { calls, load }
}

test('what is asked for within a moment is one call, in parts of what a call takes', async () => {
  const { calls, load } = recording()
  const ask = together(load, 2, 50)
  const answers = Promise.all(['a', 'b', 'unknown'].map((id) => ask(id, here())))

  await vi.advanceTimersByTimeAsync(50)

  expect(await answers).toEqual(['text of a', 'text of b', null])
  expect(calls).toEqual([['a', 'b'], ['unknown']])
})

test('what is given up before the call is not asked for', async () => {
  const { calls, load } = recording()
  const ask = together(load, 25, 50)
  const gone = new AbortController()
  void ask('scrolled-past', gone.signal)
  gone.abort()
  const seen = ask('in-view', here())

  await vi.advanceTimersByTimeAsync(50)

  expect(await seen).toBe('text of in-view')
  expect(calls).toEqual([['in-view']])
})

test('a call that fails is told to all of it, and the next one is made', async () => {
  const load = vi.fn<(ids: string[]) => Promise<Map<string, string>>>()
  load.mockRejectedValueOnce(new Error('away')).mockResolvedValueOnce(new Map([['a', 'text']]))
  const ask = together(load, 25, 50)
  const first = expect(ask('a', here())).rejects.toThrow('away')
  await vi.advanceTimersByTimeAsync(50)
  await first

  const second = ask('a', here())
  await vi.advanceTimersByTimeAsync(50)
  expect(await second).toBe('text')
})
