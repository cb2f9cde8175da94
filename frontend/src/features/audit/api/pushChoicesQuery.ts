import { queryOptions } from '@tanstack/react-query'
import { getPushes } from '@/lib/calls/getPushes'

const CHOICES = 25

/** Pushes to choose from: the latest. */
export const pushChoicesQuery = queryOptions({
  queryKey: ['audit', 'choices', 'pushes'],
  queryFn: ({ signal }) => getPushes({ limit: CHOICES }, signal),
})
