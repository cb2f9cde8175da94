import { QueryClient } from '@tanstack/react-query'
import { ApiProblem } from './problem'

const RETRIES = 2

/** Tries again only what may go better without anybody changing anything. */
export function shouldRetry(failures: number, error: Error): boolean {
  return failures < RETRIES && error instanceof ApiProblem && error.isTemporary
}

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: shouldRetry, staleTime: 10_000 },
      // Never by itself: a write whose answer was lost is looked at by a person first.
      mutations: { retry: false },
    },
  })
}
