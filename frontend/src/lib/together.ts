interface Asking<Value> {
  id: string
  signal: AbortSignal
  resolve: (value: Value | null) => void
  reject: (error: unknown) => void
}

/**
 * Asks in one call for what is asked for one by one within a moment. What is given up before, such as by rows that
 * are scrolled past, is not asked for.
 */
export function together<Value>(
  load: (ids: string[]) => Promise<ReadonlyMap<string, Value>>,
  atMost: number,
  pauseMs: number,
): (id: string, signal: AbortSignal) => Promise<Value | null> {
  let waiting: Asking<Value>[] = []
  let timer: ReturnType<typeof setTimeout> | undefined

  const send = async (askings: Asking<Value>[]) => {
    try {
      const values = await load(askings.map(({ id }) => id))
      for (const { id, resolve } of askings) resolve(values.get(id) ?? null)
    } catch (error) {
      for (const { reject } of askings) reject(error)
    }
  }
  const sendAll = () => {
    const askings = waiting.filter(({ signal }) => !signal.aborted)
    waiting = []
    timer = undefined
    for (let start = 0; start < askings.length; start += atMost)
      void send(askings.slice(start, start + atMost))
  }
  return (id, signal) =>
    new Promise((resolve, reject) => {
      waiting.push({ id, signal, resolve, reject })
      timer ??= setTimeout(sendAll, pauseMs)
    })
}
