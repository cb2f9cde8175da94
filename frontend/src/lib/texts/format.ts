import { useQuery } from '@tanstack/react-query'
import type { Schemas } from '../api'
import { connectionQuery, type ConnectionView } from '../calls/getConnection'

/** What the connected field holds. In a plain field every character is content, "<" and line breaks too. */
export type TextFormat = Schemas['TextFormat']

/** Undefined while it is not known: nothing may be taken for markup then, nor for text without any. */
export function useTextFormat(): TextFormat | undefined {
  const { data } = useQuery(connectionQuery)
  return data && formatOf(data)
}

function formatOf({ text_format, text_format_found }: ConnectionView): TextFormat {
  return text_format === 'auto' ? (text_format_found?.format ?? 'html') : text_format
}
