import '@testing-library/jest-dom/vitest'
import { notifications } from '@mantine/notifications'
import { cleanup, configure } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, vi } from 'vitest'
import { server } from './server'

// A busy machine is no failure.
configure({ asyncUtilTimeout: 20_000 })

// jsdom has none of these, and Mantine asks for them.
class NoMediaQuery extends EventTarget {
  readonly matches = false
  readonly onchange = null
  readonly media: string
  constructor(media: string) {
    super()
    this.media = media
  }
}
window.matchMedia = (query) => new NoMediaQuery(query) as unknown as MediaQueryList
window.ResizeObserver = class {
  observe() {
    return undefined
  }
  unobserve() {
    return undefined
  }
  disconnect() {
    return undefined
  }
}
window.HTMLElement.prototype.scrollIntoView = () => undefined
window.scrollTo = () => undefined
Object.defineProperty(document, 'fonts', {
  configurable: true,
  value: { addEventListener: () => undefined, removeEventListener: () => undefined },
})

beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))

afterEach(() => {
  notifications.clean()
  cleanup()
  server.resetHandlers()
  window.localStorage.clear()
  window.sessionStorage.clear()
  vi.useRealTimers()
})

afterAll(() => server.close())
