import { sourceLines as linesOf } from '@/lib/texts/sourceLines'

export const sourceLines = (content: string): string => linesOf(content, 'html')
