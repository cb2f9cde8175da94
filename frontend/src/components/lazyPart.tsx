import { lazy, type ComponentType } from 'react'
import { PartMissing } from './PartMissing'

/**
 * A part of the app that is loaded when it is first shown.
 *
 * Where that fails, `instead` stands in its place: the page around it, and what somebody is typing there, stays.
 */
export function lazyPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  instead: ComponentType<Props> = PartMissing,
) {
  return lazy(async () => {
    try {
      return { default: await load() }
    } catch (error) {
      console.error(error)
      return { default: instead }
    }
  })
}

/** For parts that nobody misses. */
export function Nothing() {
  return null
}
