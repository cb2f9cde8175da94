/** "Fri, 27 Nov 2026, 22:00 GMT+1": a moment as the clocks of a zone show it; without a zone the reader's own. */
export function zonedTime(at: string, timeZone?: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone && { timeZone }),
  }).format(new Date(at))
}

export const OWN_ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone

/** The zones that the browser knows, for the choice; the API has the last word. */
export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
}
