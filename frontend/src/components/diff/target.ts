/** The difference to bring into view. A new object asks again, also for the same one. */
export interface Target {
  index: number
}

/** The next (1) or previous (-1) of `count` differences, going round at the ends. */
export function stepFrom(target: Target | null, step: 1 | -1, count: number): Target | null {
  if (count === 0) return null
  if (!target) return { index: step === 1 ? 0 : count - 1 }
  return { index: (Math.min(target.index, count - 1) + step + count) % count }
}

/** Whether there is no difference left in this direction. */
export function isPastEnd(target: Target | null, step: 1 | -1, count: number): boolean {
  if (count === 0) return true
  return target !== null && (step === 1 ? target.index >= count - 1 : target.index <= 0)
}
