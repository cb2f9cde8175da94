import { ITEM_STATE, OUTCOME, type StatusLook } from '@/components/statuses'
import type { ItemState, Outcome, PushItem } from '../types'

/** How an item ended, or how far it is. */
export type Ending = Outcome | ItemState

export const ENDINGS: Record<Ending, StatusLook> = { ...ITEM_STATE, ...OUTCOME }

export function endingOf(item: PushItem): Ending {
  return 'outcome' in item ? item.outcome : item.state
}

/** How many items there are of each ending that occurs, in the order in which they are shown. */
export function countEndings(items: readonly PushItem[]): [Ending, number][] {
  const counts = new Map<Ending, number>()
  for (const item of items) counts.set(endingOf(item), (counts.get(endingOf(item)) ?? 0) + 1)
  return (Object.keys(ENDINGS) as Ending[]).flatMap((ending): [Ending, number][] => {
    const count = counts.get(ending)
    return count ? [[ending, count]] : []
  })
}

/** "28 pushed, 2 failed" */
export function endingsInWords(items: readonly PushItem[]): string {
  return countEndings(items)
    .map(([ending, count]) => `${count.toLocaleString('en')} ${ENDINGS[ending].label.toLowerCase()}`)
    .join(', ')
}
