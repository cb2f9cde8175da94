import { naturalOrder } from '@/lib/naturalOrder'
import type { PushItem } from '../types'
import { endingOf, ENDINGS } from './endings'
import { ERROR_CODES } from './errorCodes'

export const GROUPINGS = ['system', 'cause', 'none'] as const
export type Grouping = (typeof GROUPINGS)[number]

export interface ItemGroup<Item extends PushItem = PushItem> {
  key: string
  title: string
  items: Item[]
}

/** The items by system, or by how and why they ended; the groups are in the order of their titles. */
export function groupItems<Item extends PushItem>(
  items: readonly Item[],
  grouping: 'system' | 'cause',
): ItemGroup<Item>[] {
  const groups = new Map<string, ItemGroup<Item>>()
  for (const item of items) {
    const { key, title } = grouping === 'system' ? systemOf(item) : causeOf(item)
    const group = groups.get(key)
    if (group) group.items.push(item)
    else groups.set(key, { key, title, items: [item] })
  }
  return [...groups.values()].sort((one, other) => naturalOrder.compare(one.title, other.title))
}

export function countSystems(items: readonly PushItem[]): number {
  return new Set(items.map(({ system_id }) => system_id)).size
}

function systemOf({ system_id, system_name }: PushItem) {
  return { key: system_id, title: system_name || system_id || 'No system' }
}

function causeOf(item: PushItem) {
  const code = 'outcome' in item ? item.error?.code : undefined
  if (code) return { key: code, title: ERROR_CODES[code].meaning }
  const ending = endingOf(item)
  return { key: ending, title: ENDINGS[ending].label }
}
