import { lazyPart } from './lazyPart'

/** The same as RelativeTime, where no first page is to wait for the library of dates that it brings along. */
export const LazyRelativeTime = lazyPart(
  async () => (await import('./RelativeTime')).RelativeTime,
  ({ at }) => <time dateTime={at}>{at}</time>,
)
