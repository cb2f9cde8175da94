import { sameText as isSame } from '@/lib/texts/sameText'

export const sameText = (one: string, other: string): boolean => isSame(one, other, 'html')
