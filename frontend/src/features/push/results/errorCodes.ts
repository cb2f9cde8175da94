import { words } from '@/lib/words.gen'
import type { ErrorCode } from '../types'

interface Explanation {
  meaning: string
  what_to_do: string
}

/** What each code means for an author, and what to do about it. */
export const ERROR_CODES: Record<ErrorCode, Explanation> = words.ErrorCode
